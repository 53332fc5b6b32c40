import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import t, { type Test } from 'tap'

/** `npm run dev` in a folder of its own, where nothing is bundled and the server is the script given. */
function develop (t: Test, server: string, { settings = [], environment = {} }: { settings?: string[], environment?: Record<string, string> } = {}) {
  const folder = t.testdir({ 'package.json': '{"scripts":{}}', fixtures: {}, mine: {} })
  mkdirSync(join(folder, 'dist'))
  const child = spawn(process.execPath, [resolve('scripts/dev.mjs'), ...settings], { cwd: folder, env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  t.teardown(async () => {
    child.kill()
    if (child.exitCode === null) await once(child, 'exit')
  })
  const lines: string[] = []
  const readers: Array<() => void> = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line)
      for (const read of readers.splice(0)) read()
    })
  }
  /** Writes a file, again and again as an editor may, until a line like this has come. */
  const untilSaid = async (expected: RegExp, write: () => void) => {
    const saving = setInterval(write, 1000)
    write()
    while (!lines.some((line) => expected.test(line))) await new Promise<void>((resolve) => { readers.push(resolve) })
    clearInterval(saving)
    const index = lines.findIndex((line) => expected.test(line))
    lines.splice(0, index + 1)
  }
  return { folder, untilSaid, start: () => untilSaid(/^started/, () => { writeFileSync(join(folder, 'dist/server.js'), server) }) }
}

const RUNS = 'console.log("started", ...process.argv.slice(2)); setInterval(() => {}, 1000)'

t.test('a changed fixture starts the server again, and is named', async (t) => {
  for (const [options, own] of [[{}, 'fixtures'], [{ settings: ['--port', '0', '--fixtures', 'mine'] }, 'mine'], [{ settings: ['--fixtures=mine'] }, 'mine'], [{ environment: { FIXTURES: 'mine' } }, 'mine']] as const) {
    const { folder, start, untilSaid } = develop(t, RUNS, { ...options, settings: [...'settings' in options ? options.settings : []] })
    await start()
    await untilSaid(new RegExp(`${own}.accounts\\.json has changed, starting again`), () => { writeFileSync(join(folder, own, 'accounts.json'), '[]') })
    await untilSaid(/^started/, () => {})
  }
})

t.test('while the code does not build, the server from before goes on', async (t) => {
  const { folder, start, untilSaid } = develop(t, 'console.log("started"); process.on("SIGTERM", () => { console.log("ended"); process.exit() }); require("fs").watch("fixtures", () => { console.log("still here") }); setInterval(() => {}, 1000)')
  await start()
  await untilSaid(/the code does not build; the server from before goes on/, () => { rmSync(join(folder, 'dist/server.js'), { force: true }); writeFileSync(join(folder, 'dist/chunk.js'), '') })
  await untilSaid(/^still here/, () => { writeFileSync(join(folder, 'fixtures/changed'), '') })
})

t.test('a server that cannot start is waited for', async (t) => {
  const { folder, start, untilSaid } = develop(t, 'console.log("started"); process.exitCode = require("fs").existsSync("fixtures/good") ? 0 : 2')
  await start()
  await untilSaid(/the server has ended; it is started again after the next change/, () => {})
  await untilSaid(/^started/, () => { writeFileSync(join(folder, 'fixtures/good'), '') })
})
