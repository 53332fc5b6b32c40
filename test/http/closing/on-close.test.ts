import { connect } from 'node:net'
import { Readable } from 'node:stream'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { closeSignal } from '../../../src/http/closing/close-signal.ts'
import { onClose } from '../../../src/http/closing/on-close.ts'
import { start } from '../../support/start.ts'

/** A server that counts the requests that are under way; `/wait` never answers, `/now` does at once. */
async function startCounting (t: Test) {
  const counts = { running: 0, seen: 0, sockets: new Set<object>() }
  const app = Fastify({ forceCloseConnections: true })
  t.teardown(() => app.close())
  app.addHook('onRequest', async (request, reply) => {
    counts.running++
    counts.seen++
    counts.sockets.add(request.raw.socket)
    onClose(reply, () => counts.running--)
  })
  app.get('/wait', (_request, reply) => { reply.send(new Readable({ read: () => {} })) })
  app.get('/now', async () => 'now')
  const socket = connect(Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port), '127.0.0.1')
  socket.on('error', () => {}).resume()
  const get = (path: string, times = 1) => socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(times))
  const until = async (condition: () => boolean) => { while (!condition()) await new Promise(setImmediate) }
  return { counts, socket, get, until }
}

t.test('a response that was sent is over, on a connection that stays open', async (t) => {
  const { counts, get, until } = await startCounting(t)
  get('/now', 20)
  await until(() => counts.seen === 20 && counts.running === 0)
  for (const socket of counts.sockets) t.ok((socket as NodeJS.EventEmitter).listenerCount('close') < 10, 'one listener for the connection')
})

t.test('responses that wait behind another are over when their connection closes', async (t) => {
  const { counts, socket, get, until } = await startCounting(t)
  get('/wait', 500)
  await until(() => counts.running === 500)
  socket.destroy()
  await until(() => counts.running === 0)
})

t.test('a signal for a connection that has closed already is aborted', async (t) => {
  const app = Fastify()
  t.teardown(() => app.close())
  const aborted = new Promise<boolean>((resolve) => {
    app.get('/', async (request, reply) => {
      request.raw.socket.destroy()
      await new Promise(setImmediate)
      resolve(closeSignal(reply).aborted)
      reply.hijack()
    })
  })
  const socket = connect(Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port), '127.0.0.1')
  socket.on('error', () => {}).write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  t.ok(await aborted)
})

t.test('a packet of pipelined requests leaves no sandbox in use', async (t) => {
  const { app, admin, call } = await start(t, { MAX_SANDBOXES: '20' })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect(Number(new URL(app.listeningOrigin).port), '127.0.0.1')
  socket.on('error', () => {})
  const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`
  const ended = new Promise((resolve) => { socket.once('close', resolve) })
  socket.write(get('/pims.authentication.trustedphonenumber', 'Authorization: Bearer alice\r\nX-Fault: {"transport":"reset"}\r\n') +
    Array.from({ length: 19 }, (_, index) => get(`/sandbox/l${index}/admin/clock`)).join(''))
  await ended
  const inUse = async () => ((await admin('GET', 'sandboxes')).body?.sandboxes as Array<{ id: string, kept: boolean }>).filter(({ id, kept }) => kept && id !== 'default')
  while ((await inUse()).length > 0) await new Promise(setImmediate)
  t.match(await call({ url: '/sandbox/new/admin/clock' }), { status: 200 })
})
