import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { limitLargeAnswers } from '../../../src/http/admin/large-answers.ts'
import { sendError } from '../../../src/http/errors.ts'
import { limitRequests, RequestMemory } from '../../../src/http/limits/request-memory.ts'
import { start } from '../../support/start.ts'

const MIB = 1024 * 1024

/** A server with room for three large bodies; GET / answers two megabytes, PUT / takes as many; GET /wait never answers. */
async function listen (t: Test, { limit = 12 * MIB, maxPause }: { limit?: number, maxPause?: number } = {}) {
  const app = Fastify({ forceCloseConnections: true })
  app.setErrorHandler(sendError)
  const memory = new RequestMemory(limit)
  limitRequests(app, memory)
  limitLargeAnswers(app, maxPause)
  const connections: Socket[] = []
  app.server.on('connection', (socket) => connections.push(socket))
  app.get('/', async () => 'x'.repeat(2 * MIB))
  app.put('/', { bodyLimit: 2 * MIB }, async (_request, reply) => reply.code(204).send())
  app.get('/small', async () => 'small')
  app.get('/wait', (_request, reply) => { reply.hijack() })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  const { port } = app.server.address() as AddressInfo
  return {
    app,
    memory,
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
  t.match(await app.inject('/'), { statusCode: 503, payload: /are on their way take all the memory/ }, 'answers count too')
  t.match(await app.inject('/small'), { statusCode: 200 }, 'small ones do not')
  t.match(await app.inject({ method: 'PUT', url: '/', payload: {} }), { statusCode: 204 })

  stalled[0]?.destroy()
  await closed(connections[0])
  const through = await open(upload(2 * MIB))
  through.write(`"${'x'.repeat(2 * MIB - 2)}"`)
  t.equal(await statusOf(through), '204')
})

t.test('a body whose length nobody says counts as it comes in, and each of its chunks besides', async (t) => {
  const { memory, open } = await listen(t, { limit: 4 * MIB })
  const head = 'PUT / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n'
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
  const first = await open(`${head}${chunk('"')}${chunk('x')}`)
  while (memory.used < 2 * 258) await new Promise(setImmediate)
  t.equal(memory.used, 2 * 258)
  const second = await open(`${head}${chunk(`"${'x'.repeat(MIB)}`)}`)
  while (memory.used < 2 * MIB) await new Promise(setImmediate)
  t.equal(await statusOf(await open(`${head}${chunk(`"${'x'.repeat(MIB)}"`)}0\r\n\r\n`)), '503', 'what there is no room for')
  t.equal(await statusOf(await open(head + chunk('x').repeat(10_000))), '503', 'and so many small ones')
  for (const socket of [first, second]) {
    socket.write(`${chunk('"')}0\r\n\r\n`)
    t.equal(await statusOf(socket), '204')
  }
  while (memory.used > 0) await new Promise(setImmediate)
})

t.test('a chunked body that is too long, or whose client leaves, gives its memory back', async (t) => {
  const { memory, open } = await listen(t)
  const head = 'PUT / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n'
  const half = `100000\r\n${'x'.repeat(MIB)}\r\n`
  const long = await open(head + half + half + half)
  t.equal(await statusOf(long), '413')
  while (memory.used > 0) await new Promise(setImmediate)
  const leaves = await open(head + half)
  while (memory.used < 2 * MIB) await new Promise(setImmediate)
  leaves.destroy()
  while (memory.used > 0) await new Promise(setImmediate)
  t.equal(memory.used, 0)
})

t.test('a chunked body that nobody reads harms nobody: its client may leave, and what is left of it stands in no request\'s way', async (t) => {
  const { open, connections } = await listen(t)
  const whole = `100000\r\n${'x'.repeat(MIB)}\r\n`
  const small = 'GET /small HTTP/1.1\r\nhost: a\r\n\r\n'
  for (const line of ['GET /small', 'PUT /', 'PUT /nowhere', 'DELETE /nowhere']) {
    const head = `${line} HTTP/1.1\r\nhost: a\r\ncontent-type: text/odd\r\ntransfer-encoding: chunked\r\n\r\n`
    const leaves = await open(`${head}5\r\nab`)
    await once(leaves, 'data')
    leaves.destroy()
    await closed(connections.at(-1))
    const stays = await open(`${head}${whole}${whole}0\r\n\r\n${small}`)
    let received = ''
    for await (const chunk of stays) {
      received += String(chunk)
      if (/1\.1 \d[^]*1\.1 200[^]*small$/.test(received)) break
    }
    t.match(received, /1\.1 200 OK[^]*small$/, line)
  }
})

t.test('a chunked body that nobody reads, and for which there is no room, harms nobody either', async (t) => {
  const { open } = await listen(t, { limit: 1000 })
  const socket = await open(`GET /small HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n400\r\n${'x'.repeat(1024)}\r\n0\r\n\r\n`)
  t.equal(await statusOf(socket), '200')
  t.equal(await statusOf(await open('GET /small HTTP/1.1\r\nhost: a\r\n\r\n')), '200')
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

t.test('bodies as large as a face takes are counted while they come in and while their request waits, small ones are not', async (t) => {
  const { memory, open, connections } = await listen(t, { limit: 100_000 })
  const half = await open(upload(40_000))
  while (memory.used === 0) await new Promise(setImmediate)
  t.equal(memory.used, 80_000)
  t.equal(await statusOf(await open(upload(20_000))), '503')
  half.write(`"${'x'.repeat(39_998)}"`)
  t.equal(await statusOf(half), '204')
  while (memory.used > 0) await new Promise(setImmediate)
  t.equal(await statusOf(await open(`${upload(4096)}"${'x'.repeat(4094)}"`)), '204')

  const waiting = await open(`GET /wait HTTP/1.1\r\nhost: a\r\ncontent-length: 40000\r\n\r\n${'x'.repeat(40_000)}`)
  while (memory.used === 0) await new Promise(setImmediate)
  waiting.destroy()
  await closed(connections.at(-1))
  t.equal(memory.used, 0)
})

t.test('what parsing makes of a body or a URL is counted by its parts, and given back', async (t) => {
  const { app, admin } = await start(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  /** Bytes that a hung request takes. */
  const hung = async (path: string, init: object = {}) => {
    const client = new AbortController()
    fetch(`${app.listeningOrigin}${path}`, { ...init, signal: client.signal, headers: { authorization: 'Bearer alice', 'content-type': 'application/json', 'x-fault': '{"transport":"hang"}' } }).catch(() => {})
    while ((await admin('GET', 'requests/count')).body?.count === 0) await new Promise(setImmediate)
    const { used } = app.requestMemory
    client.abort()
    while (app.requestMemory.used > 0) await new Promise(setImmediate)
    await admin('DELETE', 'requests')
    return used
  }
  const payload = `{"type":"modifyPhoneNumber","smsCode":"1","phoneNumber":"0612345678","a":[${'{},'.repeat(2000)}0]}`
  t.equal(await hung('/pims.authentication.smscode', { method: 'POST', body: payload }), payload.length * 2 + (2000 * 2 + 5) * 64)
  const url = `/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678${'&a=1'.repeat(2000)}`
  t.equal(await hung(url), url.length * 2 + 2001 * 64)
})

t.test('requests that wait behind another of their connection are counted, with their headers', async (t) => {
  const { memory, open, connections } = await listen(t, { limit: 150_000 })
  const socket = await open('GET /wait HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(5) + `GET /small HTTP/1.1\r\nhost: a\r\nx-long: ${'x'.repeat(10_000)}\r\n\r\n`)
  while (memory.used < 5 * 24_576) await new Promise(setImmediate)
  t.equal(memory.used, 5 * 24_576 + 4 * ('/wait'.length + 'hosta'.length) + '/small'.length + 'hosta'.length + 'x-long'.length + 10_000)
  socket.destroy()
  await closed(connections[0])
  t.equal(memory.used, 0)

  await closed(await open('GET /wait HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(9)))
  t.equal(memory.used, 0, 'a connection with too many of them is closed')
})

t.test('a face refuses in its own language a body for which there is no room, and the journal says why', async (t) => {
  const { app, set, admin } = await start(t)
  const { requestMemory } = app
  Object.defineProperty(requestMemory, 'limit', { value: 100_000 })
  t.match(await set('smscode', { type: 'modifyPhoneNumber', smsCode: 'x'.repeat(60_000) }), { status: 503, body: { status: 'FAILED', error: { code: 2204 } } })
  t.match((await admin('GET', 'requests')).body, { requests: [{ face: 'pims', httpStatus: 503, code: 2204, reason: /are on their way take all the memory that MAX_MEMORY_MB leaves them/ }] })
  t.equal(requestMemory.used, 0)
})

t.test('the largest snapshot is as large as there is room for', async (t) => {
  const { app } = await start(t, { MAX_MEMORY_MB: '160' })
  t.equal(app.requestMemory.largestBody, 20 * MIB)
})
