// npm run dev [-- setting …]: the server, bundled and started again whenever its code or a fixture changes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bundlers } from './package/bundle.mjs'

const PAUSE = 200 // ms: one save is several changes
const SERVER = 'dist/server.js'
const settings = process.argv.slice(2)
const { values } = parseArgs({ args: settings, options: { fixtures: { type: 'string' } }, strict: false })
const fixtures = values.fixtures || process.env.FIXTURES || 'fixtures'

let server
let timer
let changed
let restart = Promise.resolve()
const isRunning = () => server !== undefined && server.exitCode === null && server.signalCode === null

async function startAgain () {
  // The bundler takes away what it has written when the code does not build, and says why.
  if (!existsSync(SERVER)) {
    if (isRunning()) console.error('pims-mock dev: the code does not build; the server from before goes on')
    return
  }
  if (server !== undefined) console.error(`pims-mock dev: ${changed} has changed, starting again`)
  if (isRunning()) {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
  server = spawn(process.execPath, ['--enable-source-maps', SERVER, ...settings], { stdio: 'inherit' })
  server.once('exit', (code) => {
    if (code > 0) console.error('pims-mock dev: the server has ended; it is started again after the next change')
  })
}

/** Starts the server again when one of the files has changed that it reads once. */
function startAfter (folder, isRead) {
  watch(folder, { recursive: true }, (_event, name) => {
    if (!isRead(name)) return
    changed = join(folder, name ?? '')
    clearTimeout(timer)
    timer = setTimeout(() => { restart = restart.then(startAgain) }, PAUSE)
  })
}

mkdirSync('dist', { recursive: true })
startAfter('dist', (name) => /^[^/\\]+\.js$/.test(name ?? '')) // the folders in it are pages, which are read when they are asked for
startAfter(fixtures, () => true)

// They write dist/ at once and after each change, and end when their input does: with this process.
const watching = bundlers().map((name) => spawn('npm', ['run', '--silent', name, '--', '--watch'], { stdio: ['pipe', 'inherit', 'inherit'] }))

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    for (const { stdin } of watching) stdin.end()
    if (isRunning()) {
      server.kill(signal)
      await once(server, 'exit')
    }
    process.exit()
  })
}
