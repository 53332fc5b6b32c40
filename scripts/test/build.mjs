// Bundles the server, and the tests into .tests/, one file each: none of them waits for a compiler, and old Nodes run them.
import { execSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
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

/** Bundles the server, which some tests start, and the tests of these names; packages stay outside. */
export async function buildTests (names = tests) {
  execSync('npm run --silent build', { cwd: root, stdio: 'inherit' })
  if (names === tests) rmSync(join(root, '.tests'), { recursive: true, force: true })
  await build({
    entryPoints: names.map((test) => join(root, 'test', `${test}.test.ts`)),
    outbase: join(root, 'test'),
    outdir: join(root, '.tests'),
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
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildTests()
