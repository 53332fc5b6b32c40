// npm run dev [-- setting …]: the server, bundled and started again whenever its code or a fixture changes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, watch } from 'node:fs'

const PAUSE = 200 // ms: one save is several changes

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

// They write dist/ at once and after each change, and end when their input does: with this process.
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
const bundlers = Object.keys(scripts).filter((name) => name.startsWith('build:'))
  .map((name) => spawn('npm', ['run', '--silent', name, '--', '--watch'], { stdio: ['pipe', 'inherit', 'inherit'] }))

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    for (const { stdin } of bundlers) stdin.end()
    if (isRunning()) {
      server.kill(signal)
      await once(server, 'exit')
    }
    process.exit()
  })
}
