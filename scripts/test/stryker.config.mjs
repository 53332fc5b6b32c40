// Mutants of the code, played by the bundled tests: see mutants.mjs.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { choose, root } from './build.mjs'

/** Tests of a folder of src, and of the routes: the others read the sources or start a process, where no mutant runs. */
const seesMutants = (test) => test.includes('/') && existsSync(join(root, test.startsWith('routes/') ? 'routes' : `src/${test.split('/')[0]}`)) && !test.startsWith('docs/')

const chosen = choose((process.env.TESTS ?? '').split(' ').filter(Boolean)).filter(seesMutants)

export default {
  testRunner: 'tap',
  buildCommand: 'node scripts/test/build.mjs',
  tap: { testFiles: chosen.map((test) => `.tests/${test}.test.js`), forceBail: true, nodeArgs: ['--enable-source-maps', '-r', '{{hookFile}}', '{{testFile}}'] },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 30_000, // a slow machine must not look like a mutant that was noticed
  logLevel: 'error',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false, reportTests: false, reportScoreTable: true },
  tempDirName: '.stryker',
  tsconfigFile: 'none', // esbuild does not look at it
  disableTypeChecks: true,
  ignorePatterns: ['dist', '.tests', 'coverage', '.tap'],
  warnings: false
}
