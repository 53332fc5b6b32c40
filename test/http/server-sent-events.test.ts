import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import t from 'tap'
import { ServerSentEvents } from '../../src/http/server-sent-events.ts'
import { start } from '../support/start.ts'

t.test('a stream takes no more than its connection does, and goes on when that takes more again', async (t) => {
  const streams: ServerSentEvents[] = []
  const { app } = await start(t, {}, (app) => {
    app.get('/stream', (_request, reply) => {
      const stream = new ServerSentEvents(reply)
      streams.push(stream)
      stream.open({ every: 3_600_000, comment: '' })
      stream.write(':\n\n')
    })
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  socket.write('GET /stream HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(socket, 'readable')
  const [stream] = streams
  if (stream === undefined) throw new Error('no stream')

  let writes = 0
  for (; stream.takesMore && writes < 2000; writes++) {
    stream.write(Buffer.alloc(64 * 1024))
    await new Promise(setImmediate)
  }
  t.ok(writes < 2000, 'nobody reads')
  t.ok(stream.behind > 0)
  const drained = new Promise<void>((resolve) => stream.onDrain(resolve))
  socket.resume()
  await drained
  t.ok(stream.takesMore)
  t.equal(stream.behind, 0)
})
