// A reader of server-sent events over a bare socket.
import { once } from 'node:events'
import { connect } from 'node:net'
import { sleep } from '../lib/server-process.mjs'

/** Opens an event stream; resolves when its head, or the refusal, has come. */
export async function readEvents (server, path, headers = {}) {
  const socket = connect(server.port, '127.0.0.1').setEncoding('utf8')
  let received = ''
  socket.on('data', (chunk) => { received += chunk }).on('error', () => {})
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n${lines}\r\n`)
  await Promise.race([once(socket, 'data').catch(() => {}), sleep(3000)])
  return {
    status: Number(received.slice(9, 12)),
    get received () { return received },
    pause: () => socket.pause(),
    close: () => socket.destroy(),
    /** Resolves when this text has come; throws when it does not in time. */
    async until (text, milliseconds) {
      for (let waited = 0; !received.includes(text); waited += 20) {
        if (waited > milliseconds) throw new Error(`the stream did not bring ${text} within ${milliseconds} ms (${received.length} bytes came)`)
        await sleep(20)
      }
    }
  }
}
