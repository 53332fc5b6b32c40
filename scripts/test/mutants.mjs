// npm run mutants [-- src/… …] [part of a test's path …]: changes the code in small ways and says which changes no test
// notices. Without a folder or file of src, all domain code; without a part of a path, every test that imports what is
// changed. Those that import least are played first, and the first that fails ends it.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const STRYKER = '9.6.1'
const all = ['src/sandbox', 'src/accounts', 'src/inwebo', 'src/oauth', 'src/sms', 'src/vehicles', 'src/faults', 'src/journal', 'src/library']

const args = process.argv.slice(2)
const sources = args.filter((arg) => arg.startsWith('src/'))
const parts = args.filter((arg) => !sources.includes(arg))
const fileOf = (source) => source.replace(/:[\d:-]+$/, '').replace(/\/$/, '')
const missing = sources.filter((source) => !existsSync(fileOf(source)))
if (missing.length > 0) {
  console.error(`There is no ${missing.join(', ')}`)
  process.exit(1)
}

const chosen = sources.length > 0 ? sources : all
const mutate = (source) => existsSync(source) && statSync(source).isDirectory() ? `${fileOf(source)}/**/*.ts` : source

/** Mutates these, and says whether all went well. */
function run (sources) {
  const { status } = spawnSync('npx', ['--yes', '--package', `@stryker-mutator/core@${STRYKER}`, 'stryker', 'run', 'scripts/test/stryker.config.mjs', '--mutate', sources.map(mutate).join(',')], {
    stdio: 'inherit',
    env: { ...process.env, TESTS: parts.join(' '), MUTATED: sources.map(fileOf).join(' ') }
  })
  return status === 0
}

// the library by itself: a thread and a process do not tell which test reaches what, so that each mutant of it costs every test
const isLibrary = (source) => source.startsWith('src/library')
const runs = [chosen.filter((source) => !isLibrary(source)), chosen.filter(isLibrary)].filter((sources) => sources.length > 0)
process.exit(runs.map(run).every(Boolean) ? 0 : 1)
