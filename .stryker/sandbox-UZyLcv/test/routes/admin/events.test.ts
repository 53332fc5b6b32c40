// @ts-nocheck
import { connect } from 'node:net'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { eventsRoutes } from '../../../routes/admin/events.ts'
import { EventLog, MAX_WATCHING } from '../../../src/sandbox/event-log.ts'
import { inweboWorld } from '../../support/inwebo.ts'
import { start, type Started } from '../../support/start.ts'

/** Reads the events of a server on a socket; `until` waits for a text to come and answers all that came so far. */
function read (t: Test, origin: string, path = '/admin/events', headers = {}) {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1').setEncoding('utf8')
  t.teardown(() => socket.destroy())
  let text = ''
  socket.on('data', (chunk) => { text += String(chunk) })
  const lines = Object.entries({ host: 'mock', connection: 'close', ...headers }).map(([name, value]) => `${name}: ${String(value)}\r\n`)
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  const until = async (part: string) => {
    while (!text.includes(part) && !socket.closed) await new Promise(setImmediate)
    return text
  }
  return { socket, until }
}

async function listen (t: Test) {
  const kit = await start(t)
  await kit.app.listen({ host: '127.0.0.1', port: 0 })
  const open = async (path?: string, headers?: object) => {
    const stream = read(t, kit.app.listeningOrigin, path, headers)
    await stream.until(': connected')
    return stream
  }
  return { ...kit, open }
}

/** The events alone, on a sandbox that the test holds in its hands. */
async function listenAlone (t: Test, heartbeat: number) {
  const { sandbox } = inweboWorld()
  const app = Fastify({ forceCloseConnections: true })
  t.teardown(() => app.close())
  app.decorateRequest('sandbox')
  app.addHook('onRequest', (request, _reply, done) => { request.sandbox = sandbox; done() })
  app.register(eventsRoutes, { heartbeat })
  return { sandbox, ...read(t, await app.listen({ host: '127.0.0.1', port: 0 }), '/events') }
}

const ask = ({ get }: Pick<Started, 'get'>) => get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })

t.test('tells of messages, requests, faults, accounts and resets, in order and with ids', async (t) => {
  const kit = await listen(t)
  const { until } = await kit.open()
  await ask(kit)
  await kit.admin('PUT', 'faults/2202')
  await ask(kit)
  await kit.admin('DELETE', 'faults/2202')
  await kit.admin('DELETE', 'faults')
  await kit.admin('PATCH', 'accounts/alice', { trustedPhoneNumber: null, pin: '9999' })
  await kit.admin('DELETE', 'accounts/bob')
  await kit.call({ method: 'POST', url: '/sandbox/other/admin/reset' })
  await kit.admin('POST', 'reset')

  const text = await until('event: reset\ndata: {}\n\n')
  t.match(text, /^HTTP\/1.1 200 OK\r\n[^]*content-type: text\/event-stream/)
  const events = [...text.matchAll(/id: (\d+)\nevent: (\w+)\ndata: (.*)\n\n/g)].map(([, id, type, data]) => ({ id: Number(id), type, data: JSON.parse(String(data)) as object }))
  t.match(events, [
    { id: 1, type: 'sms', data: { to: '+33612345678', code: /^\d{6}$/ } },
    { id: 2, type: 'request', data: { operation: 'get.smscode.phoneNumberCertification', status: 'SUCCEEDED' } },
    { id: 3, type: 'fault', data: { what: 'put', id: '2202', hits: 0, remaining: null } },
    { id: 4, type: 'fault', data: { what: 'hit', id: '2202', hits: 1 } },
    { id: 5, type: 'request', data: { code: 2202 } },
    { id: 6, type: 'fault', data: { what: 'deleted', id: '2202' } },
    { id: 7, type: 'fault', data: { what: 'cleared' } },
    { id: 8, type: 'account', data: { id: 'alice', account: { trustedPhoneNumber: null } } },
    { id: 9, type: 'account', data: { id: 'bob', account: null } },
    { id: 10, type: 'reset', data: {} }
  ])
  t.notMatch(text, /9999/)
})

t.test('one who comes back catches up on what came since', async (t) => {
  const kit = await listen(t)
  const first = await kit.open()
  await ask(kit)
  await first.until('event: request')
  first.socket.destroy()
  await kit.admin('POST', 'reset')

  const again = await kit.open('/admin/events', { 'last-event-id': 1 })
  const text = await again.until('event: reset')
  t.match(text, /id: 2\nevent: request/)
  t.notMatch(text, /id: 1\n/)
  t.match(await (await kit.open('/admin/events', { 'last-event-id': 900 })).until('id: 3'), /id: 1\nevent: sms/, 'ids of another server bring everything')
  t.match(await kit.call({ url: '/admin/events', headers: { 'last-event-id': 'x' } }), { status: 400 })
})

t.test('one who does not read is dropped, and told why', async (t) => {
  const { sandbox, socket, until } = await listenAlone(t, 60_000)
  await until(': connected')
  socket.pause()
  const sms = { id: 'sms-1', codeId: 1, expiresAt: 0, to: '+33612345678', code: '1', purpose: 'enrollment' as const, account: 'alice', text: 'x'.repeat(500_000), sentAt: '' }
  for (let sent = 0; sent < 40; sent++) {
    sandbox.events.emit('sms', sms, 'arrived')
    await new Promise(setImmediate)
  }
  socket.resume()
  t.match(await until('bytes were not read'), /event: dropped\ndata: \{"reason":"more than 1048576 bytes were not read"\}/)
  await until('never')
  t.ok(socket.closed)
})

t.test('ends when the server closes, or the sandbox is dropped', async (t) => {
  const kit = await listen(t)
  const other = await kit.open('/sandbox/other/admin/events')
  await kit.admin('DELETE', 'sandboxes/other')
  t.match(await other.until('never'), /event: dropped\ndata: \{"reason":"the sandbox was dropped"\}/)

  const { until } = await kit.open()
  await kit.app.close()
  t.match(await until('never'), /: connected/)
})

t.test('shows a sign of life', async (t) => {
  const stream = await listenAlone(t, 5)
  t.match(await stream.until(': still here\n\n'), /: connected/)
})

t.test('keeps the newest, and lets so many watch', async (t) => {
  const { sandbox } = inweboWorld()
  t.equal(sandbox.eventLog, sandbox.eventLog)
  for (let index = 0; index < 1005; index++) sandbox.events.emit('reset')
  t.equal(sandbox.eventLog.since(0).length, 1000)
  t.strictSame(sandbox.eventLog.since(1003).map(({ id }) => id), [1004, 1005])

  const kit = await start(t)
  t.intercept(EventLog.prototype, 'isFull', { value: true })
  t.match(await kit.admin('GET', 'events'), { status: 503, body: { message: `${MAX_WATCHING} watch this sandbox already.` } })
})
