import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { isBuilt } from '../../scripts/is-built.mjs'

/** A checkout whose sources are a minute older than what is built from them. */
function checkout (t: Test) {
  const root = t.testdir({
    src: { sandbox: { 'clock.ts': '' } },
    routes: {},
    console: {},
    swagger: {},
    'package.json': '',
    'package-lock.json': '',
    dist: { 'server.js': '', console: { 'main.js': '' }, swagger: { 'main.js': '' } }
  })
  const age = (seconds: number, ...paths: string[]) => { for (const path of paths) utimesSync(join(root, path), Date.now() / 1000 - seconds, Date.now() / 1000 - seconds) }
  age(120, 'src/sandbox/clock.ts', 'src/sandbox', 'src', 'routes', 'console', 'swagger', 'package.json', 'package-lock.json')
  age(60, 'dist/server.js', 'dist/console/main.js', 'dist/swagger/main.js')
  return { root, age }
}

t.test('what is built from the sources as they are is not built again', async (t) => {
  t.equal(await isBuilt(checkout(t).root), true)
})

t.test('a source that has changed, come or gone asks for a build; so do other versions of packages, and a part that was never built', async (t) => {
  const changes: Record<string, (root: string, age: (seconds: number, path: string) => void) => void> = {
    'a file deep in a folder has changed': (_root, age) => { age(30, 'src/sandbox/clock.ts') },
    'a file has come': (root) => { writeFileSync(join(root, 'routes/new.ts'), '') },
    'a file has gone': (root) => { rmSync(join(root, 'src/sandbox/clock.ts')) },
    'a folder has come': (root) => { mkdirSync(join(root, 'console/views')) },
    'the lock file has changed': (_root, age) => { age(30, 'package-lock.json') },
    'one page is older than the sources': (_root, age) => { age(180, 'dist/swagger/main.js') },
    'the server was never built': (root) => { rmSync(join(root, 'dist/server.js')) }
  }
  for (const [says, change] of Object.entries(changes)) {
    const { root, age } = checkout(t)
    change(root, age)
    t.equal(await isBuilt(root), false, says)
  }
})

t.test('a clone in which nothing is installed is told what to run', (t) => {
  const { root } = checkout(t)
  rmSync(join(root, 'dist'), { recursive: true })
  for (const name of ['is-built.mjs', 'build-if-changed.mjs']) cpSync(new URL(`../../scripts/${name}`, import.meta.url), join(root, 'scripts', name))
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/build-if-changed.mjs')], { encoding: 'utf8' })
  t.strictSame({ status, stderr }, { status: 1, stderr: 'What the server is built with is not installed. Run npm ci first.\n' })
  t.end()
})
