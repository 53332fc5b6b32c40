import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t, { type Test } from 'tap'

const CHUNKS = ['chunk-AAAAAAA1.js', 'chunk-BBBBBBB2.js']

/** `npm run build` in a folder of its own with the chunks of an earlier build, where the bundlers are scripts. */
function checkout (t: Test, consoleBundler: string) {
  const root = t.testdir({
    'package.json': JSON.stringify({ scripts: { 'build:server': 'node server.cjs', 'build:console': 'node console.cjs', other: 'node -e process.exit(1)' } }),
    'server.cjs': writing(['dist/server.js', 'dist/chunk-BBBBBBB2.js']),
    'console.cjs': consoleBundler,
    dist: { ...files(CHUNKS), 'mock-thread.js': '', 'THIRD-PARTY-LICENSES': '', console: files(CHUNKS), types: files(CHUNKS) }
  })
  return {
    build: () => execFileSync(process.execPath, [resolve('scripts/build.mjs')], { cwd: root, stdio: 'pipe' }),
    built: (folder = '') => readdirSync(join(root, 'dist', folder)).sort()
  }
}

const files = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '']))

/** A bundler that writes these files, and says so as esbuild does. */
const writing = (paths: readonly string[]) => `
  const { writeFileSync } = require('node:fs')
  for (const path of ${JSON.stringify(paths)}) writeFileSync(path, '')
  writeFileSync(process.argv.at(-1).slice('--metafile='.length), '${JSON.stringify({ inputs: {}, outputs: Object.fromEntries(paths.map((path) => [path, {}])) })}')`

t.test('a build leaves no chunk of an earlier one, and all that it wrote or has nothing to do with', async (t) => {
  const { build, built } = checkout(t, writing(['dist/console/main.js', 'dist/console/chunk-CCCCCCC3.js']))
  build()
  t.strictSame(built(), ['THIRD-PARTY-LICENSES', 'chunk-BBBBBBB2.js', 'console', 'mock-thread.js', 'server.js', 'types'])
  t.strictSame([built('console'), built('types')], [['chunk-CCCCCCC3.js', 'main.js'], CHUNKS])
})

t.test('a build that fails takes away no chunk that a server may still load', async (t) => {
  const { build, built } = checkout(t, 'process.exit(1)')
  t.throws(build)
  t.strictSame([built().filter((name) => name.startsWith('chunk')), built('console')], [CHUNKS, CHUNKS])
})
