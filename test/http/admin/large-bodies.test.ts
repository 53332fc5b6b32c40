import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { sendError } from '../../../src/http/errors.ts'
import { limitLargeBodies, type LargeBodyLimits } from '../../../src/http/admin/large-bodies.ts'

const MIB = 1024 * 1024

/** A server with room for three large bodies; GET / answers two megabytes, PUT / takes as many. */
async function listen (t: Test, limits: LargeBodyLimits = {}) {
  const app = Fastify({ forceCloseConnections: true })
  app.setErrorHandler(sendError)
  limitLargeBodies(app, { maxUnderWay: 6 * MIB, ...limits })
  const connections: Socket[] = []
  app.server.on('connection', (socket) => connections.push(socket))
  app.get('/', async () => 'x'.repeat(2 * MIB))
  app.put('/', { bodyLimit: 2 * MIB }, async (_request, reply) => reply.code(204).send())
  app.get('/small', async () => 'small')
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  const { port } = app.server.address() as AddressInfo
  return {
    app,
    /** The server's ends. */
    connections,
    open: async (head: string): Promise<Socket> => {
      const socket = connect(port, '127.0.0.1').on('error', () => {}).setEncoding('utf8')
      socket.write(head)
      await once(socket, 'connect')
      return socket
    }
  }
}

const upload = (size: number) => `PUT / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${size}\r\n\r\n`
const download = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n'
/** Resolves when a connection is over, however. */
const closed = (socket: Socket | undefined) => new Promise<void>((resolve) => socket?.once('close', () => resolve()))
const statusOf = async (socket: Socket): Promise<string> => String((await once(socket, 'data'))[0]).slice(9, 12)

t.test('what would be too much of large bodies at once is 503, and there is room again when one has gone', async (t) => {
  const { app, open, connections } = await listen(t)
  const stalled: Socket[] = []
  for (let count = 0; count < 3; count++) stalled.push(await open(upload(2 * MIB)))
  t.equal(await statusOf(await open(upload(2 * MIB))), '503')
  t.match(await app.inject('/'), { statusCode: 503, payload: /Too many large bodies are on their way/ }, 'answers count too')
  t.match(await app.inject('/small'), { statusCode: 200 }, 'small ones do not')
  t.match(await app.inject({ method: 'PUT', url: '/', payload: {} }), { statusCode: 204 })

  stalled[0]?.destroy()
  await closed(connections[0])
  const through = await open(upload(2 * MIB))
  through.write(`"${'x'.repeat(2 * MIB - 2)}"`)
  t.equal(await statusOf(through), '204')
})

t.test('a body whose length nobody says counts as the longest that is taken', async (t) => {
  const { open } = await listen(t, { maxUnderWay: 2 * MIB })
  const chunked = 'PUT / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n'
  await open(`${chunked}1\r\n{\r\n`)
  t.equal(await statusOf(await open(chunked)), '503')
})

t.test('a body that is too long is told so unread, and the connection goes on', async (t) => {
  const { open } = await listen(t)
  const socket = await open(upload(2 * MIB + 1))
  const [head] = await once(socket, 'data') as [string]
  t.match(head, /^HTTP\/1.1 413 /)
  t.notMatch(head, /connection: close/i)
  t.match(head, /The body is too large/)
})

t.test('a reader who does not read a large answer is given up', async (t) => {
  const { open, connections } = await listen(t, { maxPause: 50 })
  const socket = await open(download.repeat(3))
  socket.pause()
  await closed(connections[0])
  t.pass('its connection is closed')
})

t.test('a reader who goes on reading gets all of it', async (t) => {
  const { open } = await listen(t, { maxPause: 1000 })
  const socket = await open(download)
  let received = ''
  for await (const chunk of socket) {
    received += String(chunk)
    if (received.length >= 2 * MIB) break
  }
  t.ok(received.endsWith('xxx'))
})
