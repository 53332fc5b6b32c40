import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { type Started, start } from '../support/start.ts'
import { askForStream, follow, subscribe } from '../support/event-source.ts'

const SIGNAL = 'pims.vehicle.signal'

/** A server that listens, and what tests ask of its subscriptions. */
async function listening (t: Test, environment: Record<string, string> = {}) {
  const started = await start(t, environment)
  const url = await started.app.listen({ host: '127.0.0.1', port: 0 })
  const open = async () => (await started.admin('GET', 'subscriptions')).body?.subscriptions as Array<Record<string, unknown>>
  const publish = async (more: object = {}) => (await started.admin('POST', 'publish', { operation: 'subscribe.signal', result: { code: 200 }, ...more })).body
  return { ...started, url, open, publish }
}

/** Turns of the event loop, which server and client share, in which whatever was sent or closed is seen. */
const TURNS = 1000

async function until (isSo: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    if (await isSo()) return
    await setImmediate()
  }
  throw new Error(`it is not so after ${TURNS} turns`)
}

t.test('a GET that asks for events subscribes: the acknowledgement without a result, then each RESULT with its transaction id', async (t) => {
  const { url, publish, open } = await listening(t)
  const stream = await subscribe(t, `${url}/${SIGNAL}`)
  t.equal(stream.status, 200)
  t.match(stream.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  t.equal(stream.headers.get('cache-control'), 'no-store')
  t.equal(stream.headers.get('x-accel-buffering'), 'no')
  const id = stream.headers.get('x-transaction-id')
  t.strictSame(await stream.next(), { transactionId: id, status: 'SUCCEEDED' })
  t.match(await open(), [{ id, operation: 'subscribe.signal', api: SIGNAL, account: 'alice', device: 'device-1', results: 0 }])
  t.match(await publish(), { count: 1, late: 0, lost: 0, subscriptions: [{ id, results: 1 }] })
  t.match(await publish({ result: undefined, error: { code: 2339 } }), { count: 1 })
  t.strictSame(await stream.next(), { transactionId: id, status: 'RESULT', result: { code: 200 } })
  t.match(await stream.next(), { transactionId: id, status: 'RESULT', error: { code: 2339, label: /./ } })
  t.strictSame(stream.lines.filter((line) => !/^(data: \{.*\}|:.*|)$/.test(line)), [], 'nothing but data and comments')
})

t.test('whoever takes JSON as well gets the answer of pims.get; HEAD subscribes to nothing', async (t) => {
  const { url, open } = await listening(t)
  const headers = { authorization: 'Bearer alice' }
  for (const accept of ['*/*', 'application/json', 'application/json, text/event-stream', 'Application/JSON;q=0.5, text/event-stream', 'text/event-stream;q=0', '*/*, text/event-stream; q=0.000']) {
    t.match(await askForStream(`${url}/${SIGNAL}`, { ...headers, accept }), { type: /^application\/json/, body: { status: 'FAILED', error: { code: 2002 } } }, accept)
  }
  await (await fetch(`${url}/${SIGNAL}`, { method: 'HEAD', headers: { ...headers, accept: 'text/event-stream' } })).arrayBuffer()
  t.strictSame(await open(), [])
})

t.test('the media type is asked for in any case and with parameters; JSON that is not taken is none', async (t) => {
  const { url, open } = await listening(t)
  for (const accept of ['TEXT/EVENT-STREAM', 'Text/Event-Stream;q=0.05', 'text/event-stream; charset=utf-8, */*;q=0', 'text/event-stream, application/json;q=0']) {
    const stream = await follow(t, `${url}/${SIGNAL}`, { accept, authorization: 'Bearer alice', 'x-device-id': accept.replaceAll(/\W/g, '-') })
    t.match(stream.headers.get('content-type'), 'text/event-stream', accept)
  }
  t.equal((await open()).length, 4)
})

t.test('a refusal is the JSON message with its status, never a stream', async (t) => {
  const { url, open } = await listening(t)
  const refusal = async (path: string, headers: Record<string, string> = {}) => await askForStream(`${url}/${path}`, headers)
  const json = 'application/json; charset=utf-8'
  t.match(await refusal(SIGNAL), { status: 401, type: json, body: { status: 'FAILED', error: { code: 2301 } } })
  t.match(await refusal('pims.authentication.trustedphonenumber', { authorization: 'Bearer alice' }), { status: 404, type: json, body: { error: { code: 2002 } } })
  t.match(await refusal(SIGNAL, { authorization: 'Bearer alice', 'x-fault': '2339' }), { status: 500, type: json, body: { error: { code: 2339 } } })
  t.strictSame(await open(), [])
})

t.test('a second subscription of a device is 2005; another device and another account have their own', async (t) => {
  const { url, open, admin } = await listening(t)
  await subscribe(t, `${url}/${SIGNAL}`)
  t.match(await askForStream(`${url}/${SIGNAL}`, { authorization: 'Bearer alice' }), { status: 409, body: { status: 'FAILED', error: { code: 2005, label: 'Duplicate command' } } })
  await subscribe(t, `${url}/${SIGNAL}`, { device: 'tablet' })
  await subscribe(t, `${url}/${SIGNAL}`, { account: 'bob' })
  t.match(await open(), [{ account: 'alice', device: 'device-1' }, { device: 'tablet' }, { account: 'bob' }])
  t.match((await admin('GET', 'requests?code=2005')).body, { requests: [{ operation: 'subscribe.signal', reason: /device-1 is subscribed to pims\.vehicle\.signal already/ }] })
})

t.test('the end of the connection unsubscribes, and subscribing again right after it is not 2005', async (t) => {
  const { url, open, admin } = await listening(t)
  for (let time = 0; time < 20; time++) {
    const stream = await subscribe(t, `${url}/${SIGNAL}`)
    t.equal(stream.status, 200)
    stream.close()
  }
  await until(async () => (await open()).length === 0)
  t.match((await admin('GET', 'requests?limit=1')).body, { requests: [{ channel: 'http', status: 'SUCCEEDED', end: { how: 'closed', by: 'client' } }] })
})

t.test('unsubscribe ends the stream of the device from elsewhere, with a whole stream', async (t) => {
  const { url, open, admin } = await listening(t)
  const stream = await subscribe(t, `${url}/${SIGNAL}`)
  await stream.next()
  const unsubscribe = async (account = 'alice') => await (await fetch(`${url}/${SIGNAL}`, { method: 'DELETE', headers: { authorization: `Bearer ${account}` } })).json() as unknown
  t.match(await unsubscribe('bob'), { status: 'SUCCEEDED' })
  t.equal((await open()).length, 1)
  t.match(await unsubscribe(), { status: 'SUCCEEDED', result: null })
  t.equal(await stream.next(), 'end')
  t.strictSame(await open(), [])
  t.match(await unsubscribe('nobody'), { status: 'FAILED', error: { code: 2301 } })
  t.match((await admin('GET', 'requests?operation=unsubscribe')).body, { requests: [{ code: 2301 }, { violations: [] }, { account: 'bob', violations: [/nothing was subscribed to/] }] })
  t.match((await admin('GET', 'requests?operation=subscribe.signal')).body, { requests: [{ end: { how: 'answered', by: 'server' } }] })
})

for (const [what, end] of Object.entries({
  'a reset of the sandbox': ({ admin }: Started) => admin('POST', 'reset'),
  'the end of the sandbox': ({ admin }: Started) => admin('DELETE', 'sandboxes/default'),
  'the end of the server': ({ app }: Started) => app.close(),
  'DELETE /admin/subscriptions': ({ admin }: Started) => admin('DELETE', 'subscriptions'),
  'the deletion of the account': ({ admin }: Started) => admin('DELETE', 'accounts/alice')
})) {
  t.test(`${what} ends a stream wholly`, async (t) => {
    const started = await listening(t)
    const stream = await subscribe(t, `${started.url}/${SIGNAL}`)
    await stream.next()
    await end(started)
    t.equal(await stream.next(), 'end')
  })
}

t.test('pims.release ends the subscriptions of the device, logout those of the account on it', async (t) => {
  const { url, set, call, open } = await listening(t)
  const streams = await Promise.all([subscribe(t, `${url}/${SIGNAL}`), subscribe(t, `${url}/${SIGNAL}`, { account: 'bob' }), subscribe(t, `${url}/${SIGNAL}`, { device: 'tablet' })])
  for (const stream of streams) await stream.next()
  await set('user', { action: 'logout' })
  t.equal(await streams[0]?.next(), 'end')
  await call({ method: 'POST', url: '/pims.release', payload: {}, headers: { 'x-device-id': 'device-1' } })
  t.equal(await streams[1]?.next(), 'end')
  t.match(await open(), [{ account: 'alice', device: 'tablet' }])
})

t.test('a subscription is ended by its id', async (t) => {
  const { url, admin } = await listening(t)
  const stream = await subscribe(t, `${url}/${SIGNAL}`)
  await stream.next()
  t.match(await admin('DELETE', 'subscriptions/nothing'), { status: 404, body: { message: /No subscription "nothing" is open/ } })
  t.match(await admin('DELETE', `subscriptions/${stream.headers.get('x-transaction-id')}`), { status: 204 })
  t.equal(await stream.next(), 'end')
})

t.test('a sandbox takes so many subscriptions, and then says so', async (t) => {
  const { url, open } = await listening(t)
  await Promise.all(Array.from({ length: 100 }, (_, device) => subscribe(t, `${url}/${SIGNAL}`, { device: `device-${device}` })))
  t.match(await askForStream(`${url}/${SIGNAL}`, { authorization: 'Bearer bob' }), { status: 503, reason: /^100 subscriptions are open in this sandbox/, body: { status: 'FAILED', error: { code: 2204 } } })
  t.equal((await open()).length, 100)
})

t.test('a reader who does not read is given up, and burdens nobody', async (t) => {
  const { url, open, publish, admin } = await listening(t)
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => {})
  t.teardown(() => socket.destroy())
  socket.write(`GET /${SIGNAL} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer bob\r\naccept: text/event-stream\r\n\r\n`)
  await once(socket, 'readable')
  const stream = await subscribe(t, `${url}/${SIGNAL}`)
  await stream.next()
  const text = 'x'.repeat(30_000)
  let sent = 0
  for (let lost = 0; lost === 0 && sent < 1000; sent++) {
    lost = Number((await publish({ force: true, result: { text } }))?.lost)
    t.match(await stream.next(), { status: 'RESULT' })
  }
  t.ok(sent < 1000)
  t.match(await open(), [{ account: 'alice', results: sent }])
  t.match((await admin('GET', 'requests?account=bob&direction=out&limit=1')).body, { requests: [{ answered: false, status: null }] })
})

for (const how of ['reset', 'truncate', 'empty'] as const) {
  t.test(`a fault on RESULT breaks the connection: ${how}`, async (t) => {
    const { url, publish, admin, open } = await listening(t)
    const stream = await subscribe(t, `${url}/${SIGNAL}`)
    await stream.next()
    await admin('POST', 'faults', { match: { operation: 'subscribe.signal' }, effect: { transport: how }, on: 'result' })
    t.match(await publish(), { count: 0, lost: 1 })
    t.equal(await stream.next(), 'cut')
    t.strictSame(await open(), [])
  })
}

t.test('a fault on RESULT sends one that nobody can parse, and the stream goes on', async (t) => {
  const { url, publish, admin } = await listening(t)
  const stream = await subscribe(t, `${url}/${SIGNAL}`)
  await stream.next()
  await admin('POST', 'faults', { match: { operation: 'subscribe.signal' }, effect: { transport: 'malformed' }, on: 'result', times: 1 })
  t.match(await publish(), { lost: 1 })
  t.match(await publish(), { count: 1 })
  t.match(await stream.next(), /^\{"transactionId":/)
  t.match(await stream.next(), { result: { code: 200 } })
})

t.test('verify waits for a RESULT, and the journal shows what it said', async (t) => {
  const { url, publish, admin } = await listening(t)
  const stream = await subscribe(t, `${url}/${SIGNAL}`)
  await stream.next()
  const waiting = admin('POST', 'verify', { operation: 'signal', status: 'RESULT', times: 1, within: 20_000 })
  await publish()
  const { body } = await waiting
  const [{ id }] = body?.requests as [{ id: string }]
  t.match((await admin('GET', `requests/${id}`)).body, { direction: 'out', channel: 'sse', message: { status: 'RESULT', result: { code: 200 } } })
})

t.test('readers of events are told of subscriptions and their messages', async (t) => {
  const { url, publish } = await listening(t)
  const events = await follow(t, `${url}/admin/events?types=subscription,request`)
  const stream = await subscribe(t, `${url}/${SIGNAL}`)
  t.match(await events.next(), { epoch: /./ })
  t.match(await events.next(), { operation: 'subscribe.signal', direction: 'in', end: null })
  t.match(await events.next(), { what: 'opened', subscription: { operation: 'subscribe.signal' } })
  await publish()
  t.match(await events.next(), { direction: 'out', status: 'RESULT' })
  stream.close()
  t.match(await events.next(), { what: 'ended', subscription: { results: 1 } })
})

t.test('without a result, listeners get what was put for their account, else for all, else the example of the reference; the acknowledgement has none', async (t) => {
  const { url, admin } = await listening(t)
  const publish = async () => await admin('POST', 'publish', { api: SIGNAL })
  const alice = await subscribe(t, `${url}/${SIGNAL}`, { account: 'alice' })
  t.match(await alice.next(), { status: 'SUCCEEDED' })
  t.match(await publish(), { status: 200, body: { count: 1 } })
  t.match(await alice.next(), { status: 'RESULT', result: { code: 200, vehicle: { ressources: {} } } }, 'the example')
  t.match(await admin('PUT', 'outputs/subscribe.signal', { code: 901 }), { status: 201 })
  t.match(await admin('PUT', 'outputs/subscribe.signal?account=alice', { code: 902 }), { status: 201 })
  const bob = await subscribe(t, `${url}/${SIGNAL}`, { account: 'bob' })
  t.notOk('result' in Object(await bob.next()), 'the acknowledgement')
  t.match(await publish(), { body: { count: 2 } })
  t.strictSame((await alice.next() as { result: unknown }).result, { code: 902 })
  t.strictSame((await bob.next() as { result: unknown }).result, { code: 901 })
  t.match(await admin('GET', 'outputs/subscribe.signal?account=bob'), { body: { isPut: true, output: { code: 901 } } })
  await admin('DELETE', 'outputs')
  t.match(await admin('GET', 'outputs/subscribe.signal'), { body: { isPut: false, output: { code: 200 } } })
})

t.test('what is published is checked before anything is sent', async (t) => {
  const { url, admin } = await listening(t)
  const stream = await subscribe(t, `${url}/${SIGNAL}`)
  await stream.next()
  const refused = async (body: object) => { const { status, body: answer } = await admin('POST', 'publish', body); return `${status} ${answer?.message}` }
  const result = { code: 200 }
  t.match(await refused({ result }), /^400 Send operation or api, and not both\. Operations are subscribe\.connection, subscribe\.signal/)
  t.match(await refused({ operation: 'signal', api: SIGNAL, result }), /^400 /)
  t.match(await refused({ operation: 'signal', result, error: { code: 2339 } }), /^400 Send a result/)
  t.match(await refused({ operation: 'subscribe.signl', result }), /^422 operation "subscribe\.signl" is no subscription\. Did you mean subscribe\.signal\?/)
  t.match(await refused({ operation: 'set.smscode.modifyPhoneNumber', result }), /^422 /)
  t.match(await refused({ api: 'pims.vehicle.signl', result }), /^422 api "pims\.vehicle\.signl" has no subscriptions\. Did you mean pims\.vehicle\.signal\?/)
  t.match(await refused({ operation: 'signal', result: { cod: 200 } }), /^422 cod is not known here; code is \(subscribe\.signal\)/)
  t.match(await refused({ operation: 'signal', result: { code: 'ok' } }), /^422 code must be .*\(subscribe\.signal\)/)
  t.equal(await refused({ operation: 'signal', error: { code: 2339, subCode: { code: 7, label: 'seven' } } }), '422 2339 has no subCode. It goes with 2204, 2205, 2209.')
  t.match(await refused({ operation: 'signal', error: { code: 2310 } }), /^422 error\.code 2310 is not documented for subscribe\.signal\. Documented: 23.*"force": true/)
  t.match(await refused({ operation: 'signal', error: { code: 1 }, force: true }), /^422 There is no code 1/)
  t.match(await refused({ operation: 'signal', result: { text: 'x'.repeat(32_768) }, force: true }), /^422 result has 32779 bytes; a message takes at most 32768/)
  t.match(await refused({ operation: 'signal', account: 'alcie', result }), /^404 There is no account "alcie"\. Did you mean alice\?/)
  t.match(await admin('POST', 'publish', { api: SIGNAL, device: 'device-1', account: 'alice', result: { anything: 1 }, force: true }), { status: 200, body: { count: 1 } })
  t.match(await stream.next(), { result: { anything: 1 } }, 'the first that came')
})
