// Bundles the server, and the tests into .tests/, one file each: none of them waits for a compiler, and old Nodes run them.
import { execSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every test by the name it goes by on the command line: its path below test/, without `.test.ts`. */
export const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.test.ts'.length).split(sep).join('/'))
  .sort()

/** The tests whose path contains one of these parts; all of them without a part. */
export const choose = (parts) => tests.filter((test) => parts.length === 0 || parts.some((part) => `test/${test}.test.ts`.includes(part)))

/** The bundle of a test. */
export const bundleOf = (test) => join(root, '.tests', `${test}.test.js`)

/** A bundled module still finds its neighbours: `import.meta.url` stays that of the source. */
const sourceUrls = {
  name: 'source-urls',
  setup (bundler) {
    bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      if (!source.includes('import.meta.url')) return
      return { contents: source.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' }
    })
  }
}

/** How tests are bundled: packages stay outside. */
const bundling = (names) => ({
  absWorkingDir: root,
  entryPoints: names.map((test) => `test/${test}.test.ts`),
  outbase: 'test',
  outdir: '.tests',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [sourceUrls]
})

/** Bundles the server, which some tests start, and the tests of these names. */
export async function buildTests (names = tests) {
  execSync('npm run --silent build', { cwd: root, stdio: 'inherit' })
  if (names === tests) rmSync(join(root, '.tests'), { recursive: true, force: true })
  await build(bundling(names))
}

/** The bundle of a test that shares nothing with others, not even tap: see mutant-runner.mjs. */
export const aloneOf = (test) => `.tests/alone/${test}.test.js`

/** Where a bundle of its own takes tap from: whoever imports the bundle has put it there. */
const tapOfPlay = {
  name: 'tap-of-play',
  setup (bundler) {
    bundler.onResolve({ filter: /^tap$/ }, () => ({ path: 'tap', namespace: 'play' }))
    bundler.onLoad({ filter: /^tap$/, namespace: 'play' }, () => ({ contents: 'export default globalThis.tapOfPlay' }))
  }
}

/** Bundles these tests each alone, and the server, which some of them start, in a thread or a process. */
async function buildAlone (names) {
  const packages = join(root, 'node_modules')
  if (!existsSync(packages)) symlinkSync(join(root, '../../node_modules'), packages) // Stryker works in .stryker/…, and links them when all is built
  execSync('npm run --silent build', { cwd: root, stdio: 'inherit' })
  await build({ ...bundling(names), outdir: '.tests/alone', splitting: false, sourcemap: false, plugins: [sourceUrls, tapOfPlay] })
}

/** The files that each of these tests imports, itself or by others: paths from the root, with slashes. */
export async function inputsOf (names) {
  const { metafile: { inputs } } = await build({ ...bundling(names), write: false, sourcemap: false, metafile: true })
  const reach = (file, seen) => {
    if (seen.has(file)) return seen
    seen.add(file)
    for (const { path, external } of inputs[file].imports) if (!external) reach(path, seen)
    return seen
  }
  return new Map(names.map((name) => [name, [...reach(`test/${name}.test.ts`, new Set())]]))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [first, ...names] = process.argv.slice(2)
  await (first === '--alone' ? buildAlone(names) : buildTests())
}
