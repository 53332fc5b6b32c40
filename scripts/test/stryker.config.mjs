// Mutants of the code, played by the bundled tests: see mutants.mjs.
import { choose } from './build.mjs'

const chosen = choose((process.env.TESTS ?? '').split(' ').filter(Boolean))

export default {
  testRunner: 'tap',
  buildCommand: 'node scripts/test/build.mjs',
  tap: { testFiles: chosen.map((test) => `.tests/${test}.test.js`), forceBail: true },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 30_000, // a slow machine must not look like a mutant that was noticed
  logLevel: 'error',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false, reportTests: false, reportScoreTable: true },
  tempDirName: '.stryker',
  tsconfigFile: 'none', // esbuild does not look at it
  disableTypeChecks: true,
  ignorePatterns: ['dist', '.tests', 'coverage', 'bench', '.tap'],
  warnings: false
}
