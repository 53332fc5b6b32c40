// @ts-nocheck
// npm run dev [-- setting …]: the server, bundled and started again whenever its code or a fixture changes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, watch } from 'node:fs'

const PAUSE = 100 // ms: one save is several changes

let server
let timer
let restart = Promise.resolve()
const isRunning = () => server !== undefined && server.exitCode === null && server.signalCode === null

async function startAgain () {
  if (isRunning()) {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
  server = spawn(process.execPath, ['--enable-source-maps', 'dist/server.js', ...process.argv.slice(2)], { stdio: 'inherit' })
}

mkdirSync('dist', { recursive: true })
for (const folder of ['dist', process.env.FIXTURES ?? 'fixtures']) {
  watch(folder, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(() => { restart = restart.then(startAgain) }, PAUSE)
  })
}

// It writes dist/ at once and after each change, and ends when its input does: with this process.
const bundler = spawn('npm', ['run', '--silent', 'build', '--', '--watch'], { stdio: ['pipe', 'inherit', 'inherit'] })

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    bundler.stdin.end()
    if (isRunning()) {
      server.kill(signal)
      await once(server, 'exit')
    }
    process.exit()
  })
}
