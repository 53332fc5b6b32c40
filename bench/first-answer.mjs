// Prints the milliseconds from the start of a server to its first answer.
import { spawn } from 'node:child_process'
import { connect } from 'node:net'

const { args, env } = JSON.parse(process.argv[2])
const port = 10_000 + Math.floor(Math.random() * 20_000)

const started = performance.now()
const child = spawn(process.execPath, args, { env: { ...process.env, ...env, PORT: String(port) }, stdio: ['ignore', 'ignore', 'inherit'] })

/** Asks once; answers whether something came back. */
const ask = () => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1', () => socket.write('GET /health HTTP/1.1\r\nhost: bench\r\nconnection: close\r\n\r\n'))
  socket.once('data', () => resolve(true)).once('error', () => resolve(false))
})

while (!await ask()) await new Promise((resolve) => setTimeout(resolve, 1))
console.log(performance.now() - started)
child.kill('SIGKILL')
process.exit(0)
