// A process of its own that reads events and forgets them: event-readers.mjs PORT COUNT PATH. It says so when each has its first.
import { once } from 'node:events'
import { connect } from 'node:net'

const [port, count, path] = process.argv.slice(2)

async function read () {
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`)
  await once(socket, 'data')
  socket.resume()
}

await Promise.all(Array.from({ length: Number(count) }, read))
process.stdout.write('reading\n')
