// All that package.json bundles.
import { execSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'

/** The names of the scripts that each run a bundler. */
export function bundlers () {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  return Object.keys(scripts).filter((name) => name.startsWith('build:'))
}

/** Runs a bundler; answers the paths of the files that it bundled, and of those that it wrote. */
function bundle (script) {
  const meta = `dist/${script.replace(':', '-')}.json`
  execSync(`npm run --silent ${script} -- --metafile=${meta}`, { stdio: 'inherit' })
  const { inputs, outputs } = JSON.parse(readFileSync(meta, 'utf8'))
  rmSync(meta)
  return { inputs: Object.keys(inputs), outputs: Object.keys(outputs) }
}

/** Runs every bundler, one after the other; answers the same of all of them. */
export function bundleAll () {
  const bundles = bundlers().map(bundle)
  return { inputs: bundles.flatMap(({ inputs }) => inputs), outputs: bundles.flatMap(({ outputs }) => outputs) }
}
