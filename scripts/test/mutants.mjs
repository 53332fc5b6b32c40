// npm run mutants [-- src/… …] [part of a test's path …]: changes the code in small ways and says which changes no test
// notices. Without a folder or file of src, all domain code; without a part of a path, every test.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const STRYKER = '9.6.1'
const all = ['src/inwebo', 'src/oauth', 'src/sms', 'src/faults', 'src/journal']

const args = process.argv.slice(2)
const sources = args.filter((arg) => arg.startsWith('src/'))
const parts = args.filter((arg) => !sources.includes(arg))
const missing = sources.filter((source) => !existsSync(source.replace(/:[\d:-]+$/, '')))
if (missing.length > 0) {
  console.error(`There is no ${missing.join(', ')}`)
  process.exit(1)
}

const mutate = (sources.length > 0 ? sources : all).filter((source) => existsSync(source.replace(/:[\d:-]+$/, '')))
  .map((source) => existsSync(source) && statSync(source).isDirectory() ? `${source.replace(/\/$/, '')}/**/*.ts` : source)
const packages = ['core', 'tap-runner'].flatMap((name) => ['--package', `@stryker-mutator/${name}@${STRYKER}`])
const { status } = spawnSync('npx', ['--yes', ...packages, 'stryker', 'run', 'scripts/test/stryker.config.mjs', '--mutate', mutate.join(',')], {
  stdio: 'inherit',
  env: { ...process.env, TESTS: parts.join(' ') }
})
process.exit(status ?? 1)
