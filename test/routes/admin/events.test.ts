import { connect } from 'node:net'
import t, { type Test } from 'tap'
import Fastify from 'fastify'
import { eventsRoutes } from '../../../routes/admin/events.ts'
import { limitRequests, RequestMemory } from '../../../src/http/limits/request-memory.ts'
import { completeAccount } from '../../../src/sandbox/accounts/account.ts'
import { Commands } from '../../../src/vehicles/commands.ts'
import { EventLog, KEPT_EVENTS, MAX_WATCHING } from '../../../src/sandbox/event-log.ts'
import { inweboWorld } from '../../support/inwebo.ts'
import { start, type Started } from '../../support/start.ts'

interface Told { id: string, type: string, data: Record<string, unknown> }

/** Reads the events of a server on a socket; `until` waits for a text to come and answers all that came so far. */
function read (t: Test, origin: string, path = '/admin/events', headers = {}) {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1').setEncoding('utf8')
  t.teardown(() => socket.destroy())
  socket.on('error', () => {})
  let text = ''
  socket.on('data', (chunk) => { text += String(chunk) })
  const lines = Object.entries({ host: 'mock', connection: 'close', ...headers }).map(([name, value]) => `${name}: ${String(value)}\r\n`)
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  const until = async (part: string) => {
    while (!text.includes(part) && !socket.closed) await new Promise(setImmediate)
    return text
  }
  /** The events that came until one of this type did. */
  const events = async (last: string): Promise<Told[]> => [...(await until(`event: ${last}\n`)).matchAll(/id: (\S+)\nevent: (\w+)\ndata: (.*)\n\n/g)]
    .map(([, id = '', type = '', data = '']) => ({ id, type, data: JSON.parse(data) as Record<string, unknown> }))
  return { socket, until, events }
}

async function listen (t: Test) {
  const kit = await start(t)
  await kit.app.listen({ host: '127.0.0.1', port: 0 })
  const open = async (path?: string, headers?: object) => {
    const stream = read(t, kit.app.listeningOrigin, path, headers)
    await stream.until('event: hello')
    return stream
  }
  return { ...kit, open }
}

/** The events alone, on a sandbox that the test holds in its hands. */
async function listenAlone (t: Test, heartbeat: number, farewell?: number) {
  const { sandbox } = inweboWorld()
  const lines: unknown[] = []
  const app = Fastify({ forceCloseConnections: true })
  t.teardown(() => app.close())
  app.decorateRequest('sandbox')
  limitRequests(app, new RequestMemory(Infinity))
  app.addHook('onRequest', (request, _reply, done) => {
    request.sandbox = sandbox
    request.log.info = (...line: unknown[]) => { lines.push(line) }
    done()
  })
  app.register(eventsRoutes, { heartbeat, ...farewell !== undefined && { farewell } })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, sandbox, lines, open: (headers = {}, query = '') => read(t, origin, `/events${query}`, headers) }
}

const ask = ({ get }: Pick<Started, 'get'>) => get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
const sms = (length: number) => ({ id: 'sms-1', codeId: 1, expiresAt: 0, to: '+33612345678', code: '1', purpose: 'enrollment' as const, account: 'alice', text: 'x'.repeat(length), sentAt: '' })

t.test('tells of messages, requests, faults, accounts, the clock, what is emptied, and resets, in order and with ids', async (t) => {
  const kit = await listen(t)
  const stream = await kit.open()
  await ask(kit)
  await kit.admin('PUT', 'faults/2202')
  await ask(kit)
  await kit.admin('DELETE', 'faults/2202')
  await kit.admin('DELETE', 'faults')
  await kit.admin('PATCH', 'accounts/alice', { trustedPhoneNumber: null, pin: '9999' })
  await kit.admin('DELETE', 'accounts/bob')
  await kit.admin('PUT', 'clock', { frozen: true })
  await kit.admin('DELETE', 'sms')
  await kit.admin('DELETE', 'requests')
  await kit.call({ method: 'POST', url: '/sandbox/other/admin/reset' })
  await kit.admin('PUT', 'clock', { frozen: false })
  await kit.admin('POST', 'reset')

  const events = await stream.events('reset')
  t.match(await stream.until(''), /^HTTP\/1.1 200 OK\r\n(?=[^]*content-type: text\/event-stream)[^]*cache-control: no-store/)
  const epoch = String(events[0]?.data.epoch)
  t.match(events, [
    { id: `${epoch}.0`, type: 'hello', data: { epoch: /^[0-9a-f]{8}$/, lastEventId: `${epoch}.0`, now: '2026-01-01T12:00:00.000Z' } },
    { id: `${epoch}.1`, type: 'sms', data: { to: '+33612345678', code: /^\d{6}$/ } },
    { id: `${epoch}.2`, type: 'request', data: { operation: 'get.smscode.phoneNumberCertification', status: 'SUCCEEDED' } },
    { type: 'fault', data: { what: 'put', id: '2202', fault: { id: '2202', hits: 0, remaining: null, effect: { error: 2202 }, match: {}, explanation: /2202/ } } },
    { type: 'fault', data: { what: 'hit', id: '2202', hits: 1, remaining: null } },
    { type: 'request', data: { code: 2202 } },
    { type: 'fault', data: { what: 'deleted', id: '2202' } },
    { type: 'fault', data: { what: 'cleared' } },
    { type: 'account', data: { id: 'alice', account: { trustedPhoneNumber: null } } },
    { type: 'account', data: { id: 'bob', account: null } },
    { type: 'clock', data: { now: '2026-01-01T12:00:00.000Z', offset: 0, frozen: true } },
    { type: 'cleared', data: { what: 'sms' } },
    { type: 'cleared', data: { what: 'requests' } },
    { type: 'clock', data: { frozen: false } },
    { id: `${epoch}.14`, type: 'reset', data: {} }
  ])
  t.notMatch(JSON.stringify(events), /9999/)
})

t.test('tells of cars, of what they say of a charge, and of remote commands', async (t) => {
  const kit = await listen(t)
  const vin = 'VR3UHZKXZL0000001'
  const stream = await kit.open('/admin/events?types=vehicle,command')
  await kit.admin('PUT', 'clock', { frozen: true })
  await kit.admin('PATCH', `accounts/alice/vehicles/${vin}`, { battery: { level: 99 }, charging: { status: 'InProgress' } })
  const id = kit.sandbox().part(Commands).send(completeAccount({ id: 'alice' }, 0), vin, { service: 'doors', lock: true })
  await kit.admin('PUT', 'clock', { advance: 'PT1H' })

  await stream.until('remoteChargeFinished')
  t.match(await stream.events('vehicle'), [
    { type: 'hello' },
    { type: 'vehicle', data: { vin, vehicle: { battery: { level: 99 }, charging: { status: 'InProgress' } }, notification: undefined } },
    ...['accepted', 'forwarded'].map((state) => ({ type: 'command', data: { id, vin, account: 'alice', service: 'doors', state } })),
    { type: 'command', data: { id, state: 'refused', reason: 'doors.state is Locked already' } },
    { type: 'vehicle', data: { vin, vehicle: { charging: { status: 'Finished' } }, notification: 'remoteChargeFinished' } }
  ])
})

t.test('a reader who reconnects catches up on what came since; with an id of another epoch on nothing', async (t) => {
  const kit = await listen(t)
  const first = await kit.open()
  await ask(kit)
  const [hello, message] = await first.events('request')
  first.socket.destroy()
  await kit.admin('POST', 'reset')

  const again = await (await kit.open('/admin/events', { 'last-event-id': message?.id })).events('reset')
  t.match(again, [{ id: message?.id, type: 'hello', data: { lastEventId: `${String(hello?.data.epoch)}.3` } }, { type: 'request' }, { type: 'reset' }])

  await ask(kit)
  for (const id of ['00000000.1', '1', 'x', `${String(hello?.data.epoch)}.900`]) {
    const stranger = await kit.open('/admin/events', { 'last-event-id': id })
    await ask(kit)
    t.strictSame((await stranger.events('request')).map(({ type }) => type), ['hello', 'sms', 'sms', 'request'], id) // the code replaced, and the new one
    stranger.socket.destroy()
  }
})

t.test('a reader who catches up on more than a megabyte is not dropped', async (t) => {
  const { sandbox, lines, open } = await listenAlone(t, 60_000)
  const { epoch } = sandbox.eventLog
  for (let sent = 0; sent < 40; sent++) sandbox.events.emit('sms', sms(100_000), 'arrived')
  sandbox.events.emit('reset')
  const text = await open({ 'last-event-id': `${epoch}.0` }).until('event: reset')
  t.equal(text.match(/event: sms/g)?.length, 40)
  t.notMatch(text, 'event: dropped')
  t.strictSame(lines, [])
})

t.test('a reader who falls further behind than the log reaches is dropped, told why, and logged', async (t) => {
  const { sandbox, lines, open } = await listenAlone(t, 60_000)
  const { socket, until } = open()
  await until('event: hello')
  socket.pause()
  for (let sent = 0; sent < KEPT_EVENTS + 200; sent++) {
    sandbox.events.emit('sms', sms(sent < 100 ? 100_000 : 10), 'arrived')
    if (sent < 100) await new Promise(setImmediate)
  }
  socket.resume()
  t.match(await until('event: dropped'), /event: dropped\ndata: \{"reason":"more than 1000 events came that were not read"\}/)
  await until('never')
  t.ok(socket.closed)
  t.match(lines, [[{ sandbox: sandbox.id }, /dropped/]])
})

t.test('an event that cannot be shown ends the streams of those who want it, and nothing else; one line of the log says why', async (t) => {
  const { app, sandbox, open } = await listenAlone(t, 60_000)
  const lines: unknown[] = []
  app.log.error = (...line: unknown[]) => { lines.push(line) }
  const others = open({}, '?types=clock')
  const readers = [open(), open()]
  for (const { until } of [others, ...readers]) await until('event: hello')
  const broken = Object.defineProperty(sms(10), 'code', { get: () => { throw new Error('no code') } })
  sandbox.events.emit('sms', broken, 'arrived')
  sandbox.events.emit('reset')
  for (const { until, socket } of readers) {
    t.match(await until('never'), /event: dropped\ndata: \{"reason":"an event came that cannot be shown"\}\n\n[^:]*$/)
    t.ok(socket.closed)
  }
  t.match(lines, [[{ err: { message: 'no code' }, sandbox: sandbox.id, event: 'sms' }, /an event cannot be shown/]])
  const late = open({ 'last-event-id': `${sandbox.eventLog.epoch}.0` })
  t.match(await late.until('event: dropped'), /cannot be shown/, 'who comes back to it is told the same')
  t.equal(lines.length, 1)
  const again = open()
  await again.until('event: hello')
  sandbox.close()
  t.match(await others.until('event: dropped'), /the sandbox was dropped/)
  t.match(await again.until('event: dropped'), /the sandbox was dropped/)
})

t.test('a reader chooses the types of events', async (t) => {
  const kit = await listen(t)
  const stream = await kit.open('/admin/events?types=sms,%20reset')
  await ask(kit)
  await kit.admin('POST', 'reset')
  t.strictSame((await stream.events('reset')).map(({ type }) => type), ['hello', 'sms', 'reset'])
  t.match(await kit.admin('GET', 'events?types=sms,fun'), { status: 400, body: { message: /^types: "fun" is not a type of event. Choose from sms, request, fault, / } })
})

t.test('ends when the server closes, or the sandbox is dropped, also under readers who do not read', async (t) => {
  const kit = await listen(t)
  const other = await kit.open('/sandbox/other/admin/events')
  const stalled = await kit.open('/sandbox/other/admin/events')
  stalled.socket.pause()
  for (let sent = 0; sent < 100; sent++) kit.app.sandboxes.get('other')?.events.emit('sms', sms(100_000), 'arrived')
  await kit.admin('DELETE', 'sandboxes/other')
  t.match(await other.until('never'), /event: dropped\ndata: \{"reason":"the sandbox was dropped"\}/)

  const { until } = await kit.open()
  await kit.app.close()
  t.match(await until('never'), /event: hello/)
})

t.test('a reader who does not read is given up soon after the sandbox is dropped', async (t) => {
  const { app, sandbox, open } = await listenAlone(t, 60_000, 10)
  const closed = new Promise((resolve) => app.server.once('connection', (socket) => socket.once('close', resolve)))
  const { socket, until } = open()
  await until('event: hello')
  socket.pause()
  for (let sent = 0; sent < 200; sent++) {
    sandbox.events.emit('sms', sms(100_000), 'arrived')
    await new Promise(setImmediate)
  }
  sandbox.close()
  await closed
  t.equal(sandbox.eventLog.isFull, false)
})

t.test('shows a sign of life', async (t) => {
  const { open } = await listenAlone(t, 5)
  t.match(await open().until(': still here\n\n'), /event: hello/)
})

t.test('as many as a hundred may watch, not one more; one who leaves makes room', async (t) => {
  const kit = await listen(t)
  const log = kit.sandbox().eventLog
  const leave = Array.from({ length: MAX_WATCHING - 1 }, () => log.subscribe(() => {}))
  const last = await kit.open()
  t.match(await kit.admin('GET', 'events'), { status: 503, body: { message: `${MAX_WATCHING} event streams are open for this sandbox. Close one first.` } })
  leave[0]?.()
  await kit.open()
  last.socket.destroy()
  while (log.isFull) await new Promise(setImmediate)
})

t.test('streams that wait behind another on one connection are counted out when it closes', async (t) => {
  const kit = await listen(t)
  const socket = connect(Number(new URL(kit.app.listeningOrigin).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write(`GET /admin/events HTTP/1.1\r\nhost: mock\r\n\r\n${'GET /admin/events HTTP/1.1\r\nhost: mock\r\n\r\n'.repeat(MAX_WATCHING - 1)}`)
  while (!kit.sandbox().eventLog.isFull) await new Promise(setImmediate)
  socket.destroy()
  while (kit.sandbox().eventLog.isFull) await new Promise(setImmediate)
  t.match(await (await kit.open()).until('event: hello'), /200 OK/)
})

t.test('keeps the newest events, and numbers them', async (t) => {
  const { sandbox } = inweboWorld()
  const log = new EventLog(sandbox.events, sandbox.memory)
  for (let index = 0; index < KEPT_EVENTS + 5; index++) sandbox.events.emit('reset')
  t.equal(log.firstNumber, 6)
  t.equal(log.lastNumber, KEPT_EVENTS + 5)
  t.match([log.get(5), log.get(6), log.get(KEPT_EVENTS + 5), log.get(KEPT_EVENTS + 6)], [undefined, { number: 6 }, { number: KEPT_EVENTS + 5 }, undefined])
})
