import t, { type Test } from 'tap'
import { eventOf, MessageStream } from '../../../src/http/face/message-stream.ts'
import { STREAM_HEADERS } from '../../../src/http/server-sent-events.ts'
import { follow } from '../../support/event-source.ts'
import { start } from '../../support/start.ts'

/** A server with a stream of events at `/stream`, and the stream once somebody reads it. */
async function streaming (t: Test) {
  const streams: MessageStream[] = []
  const { app } = await start(t, {}, (app) => {
    app.get('/stream', (_request, reply) => {
      reply.headers(STREAM_HEADERS)
      new MessageStream(reply, 5).start(eventOf('{"first":true}'), (stream) => { streams.push(stream) })
    })
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const reader = await follow(t, `${url}/stream`, {}, Infinity)
  const [stream] = streams
  if (stream === undefined) throw new Error('no stream')
  return { app, stream, reader }
}

t.test('a comment comes again and again, and is no event', async (t) => {
  const { stream, reader } = await streaming(t)
  t.strictSame(await reader.next(), { first: true })
  const next = reader.next()
  while (reader.lines.filter((line) => line === ':').length < 3) await new Promise(setImmediate)
  stream.send('{"id":1,', Buffer.from('"é":"🚗"}'))
  t.strictSame(await next, { id: 1, é: '🚗' })
  stream.end()
  stream.end()
  t.equal(await reader.next(), 'end')
  t.equal(stream.send('{', Buffer.from('}')), false, 'nothing follows the end')
})

t.test('the memory that a reader may be behind by is counted as long as it reads', async (t) => {
  const { app, stream, reader } = await streaming(t)
  t.equal(app.requestMemory.used, 128 * 1024)
  const over = new Promise<void>((resolve) => { stream.onClose(resolve) })
  reader.close()
  await over
  t.equal(app.requestMemory.used, 0)
})
