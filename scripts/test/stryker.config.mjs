// Mutants of the code, played by the bundled tests: see mutants.mjs.
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { choose, inputsOf, root } from './build.mjs'

/** Tests of a folder of src, and of the routes: the others read the sources or start a process, where no mutant runs. */
const seesMutants = (test) => test.includes('/') && existsSync(join(root, test.startsWith('routes/') ? 'routes' : `src/${test.split('/')[0]}`)) && !test.startsWith('docs/')

const isLibrary = (path) => path.startsWith('src/library')

/**
 * The tests that import something that is mutated, those that import least first: they are quick, and about it. Then those
 * of the library that import nothing of it: they start processes that load the built package, which is mutated too.
 */
async function nearestFirst (names, mutated) {
  const isMutated = (file) => mutated.some((source) => file === source || file.startsWith(`${source}/`))
  const inputs = await inputsOf(names)
  const importing = names.filter((name) => inputs.get(name).some(isMutated)).sort((one, other) => inputs.get(one).length - inputs.get(other).length)
  const starting = mutated.some(isLibrary) ? names.filter((name) => name.startsWith('library/') && !importing.includes(name)) : []
  return [...importing, ...starting]
}

const [parts, mutated] = [process.env.TESTS, process.env.MUTATED].map((list = '') => list.split(' ').filter(Boolean))
const chosen = await nearestFirst(choose(parts).filter(seesMutants), mutated)

export default {
  ignorers: ['descriptions'],
  testRunner: 'in-process',
  plugins: [join(root, 'scripts/test/mutant-runner.mjs')],
  buildCommand: ['node scripts/test/build.mjs --alone', ...chosen].join(' '),
  tests: chosen,
  maxTestRunnerReuse: 100, // modules that were imported are never forgotten
  coverageAnalysis: mutated.every(isLibrary) ? 'off' : 'perTest', // a thread or another process tells no coverage
  concurrency: Math.max(1, availableParallelism() - 1), // the other one is the machine's
  timeoutMS: 30_000, // beside what the tests took at first, half as much again: a slow machine must not look like a mutant that was noticed
  logLevel: 'error',
  reporters: ['clear-text', 'progress-append-only', 'survivors'],
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false, reportTests: false, reportScoreTable: true },
  tempDirName: '.stryker',
  tsconfigFile: 'none', // esbuild does not look at it
  disableTypeChecks: true,
  ignorePatterns: ['dist', '.tests', 'coverage', '.tap'],
  warnings: false
}
