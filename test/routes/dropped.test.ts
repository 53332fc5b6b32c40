import { once } from 'node:events'
import { connect } from 'node:net'
import pino from 'pino'
import t, { type Test } from 'tap'
import { Pushes } from '../../src/inwebo/service/pushes.ts'
import { watchTimers } from '../support/live-timers.ts'
import { start } from '../support/start.ts'

const timersLeft = watchTimers()
const SMSCODE = '/pims.authentication.smscode'
const CERTIFY = `${SMSCODE}?type=phoneNumberCertification&phoneNumber=0612345678`
const headers = { authorization: 'Bearer alice' }
const turn = () => new Promise(setImmediate)
/** Waits until something has come about. */
const until = async (isSo: () => boolean) => { while (!isSo()) await turn() }

/** A server with a sandbox that is about to be dropped, and what it logs. */
async function startWith (t: Test, id: string) {
  const lines: Array<Record<string, unknown>> = []
  const logger = pino({ level: 'info' }, { write: (line: string) => { lines.push(JSON.parse(line) as Record<string, unknown>) } })
  const kit = await start(t, {}, undefined, { logger })
  const prefix = id === 'default' ? '' : `/sandbox/${id}`
  const sandbox = kit.app.sandboxes.open(id)
  const admin = (method: 'GET' | 'PUT' | 'POST', path: string, payload?: object) => kit.call({ method, url: `${prefix}/admin/${path}`, ...payload !== undefined && { payload } })
  const listen = async () => Number(new URL(await kit.app.listen({ host: '127.0.0.1', port: 0 })).port)
  return { ...kit, lines, prefix, sandbox, admin, listen, drop: () => kit.admin('DELETE', `sandboxes/${id}`) }
}

for (const id of ['gone', 'default']) {
  t.test(`${id}: what is delayed in a sandbox that is dropped is refused at once in the language of its face, and not carried out`, async (t) => {
    const { app, prefix, admin, drop, lines, sandbox } = await startWith(t, id)
    await admin('PUT', 'faults/slow', { effect: null, delay: 600_000 })
    const before = sandbox.accounts.get('alice')
    const urls = [CERTIFY, '/iwws/MAC?action=ActionSetup&mode=activate&id=&code=123456789', '/applications/cvs/v4/mauv/car-associations', '/am/oauth2/authorize?client_id=c&response_type=code&redirect_uri=mymap://oauth2redirect/fr&scope=openid&login=alice']
    const asked = urls.map((url) => app.inject({ url: `${prefix}${url}`, headers }))
    const changing = app.inject({ method: 'POST', url: `${prefix}${SMSCODE}`, headers, payload: { type: 'modifyPhoneNumber', smsCode: '123456', phoneNumber: '0612345678' } })
    for (const request of [...asked, changing]) request.catch(() => {}) // inject() begins with its first handler
    while (Number((await admin('GET', 'faults/slow')).body?.hits) < urls.length + 1) await turn()

    t.match(await drop(), { status: 204 })
    const reason = `The sandbox "${id}" was dropped (DELETE /admin/sandboxes/${id}) while this request was under way, so nothing was done.`
    const [pims, inwebo, cvs, oauth] = await Promise.all(asked)
    t.match(pims, { statusCode: 503, payload: /"status":"FAILED","error":\{"code":2204,/, headers: { 'x-mock-reason': reason } })
    t.match(inwebo, { statusCode: 503, payload: /<err>NOK:ERR1<\/err>/, headers: { 'x-mock-reason': reason } })
    for (const rest of [cvs, oauth]) t.match(rest, { statusCode: 503, payload: /^\{"httpCode":"503",.*was dropped/, headers: { 'x-mock-reason': reason } })
    t.match(await changing, { statusCode: 503, payload: /2204/ })
    t.equal(sandbox.accounts.get('alice'), before)
    t.equal(lines.filter(({ msg, reason: why, status }) => msg === 'message' && why === reason && status === 'FAILED').length, 5, 'the log says it of each')
    t.equal(timersLeft(), 0)
  })

  t.test(`${id}: a hang in a sandbox that is dropped ends as at its longest, and the log says why`, async (t) => {
    const { app, prefix, drop, lines, listen } = await startWith(t, id)
    const socket = connect(await listen(), '127.0.0.1').on('error', () => {}).resume()
    socket.write(`GET ${prefix}${CERTIFY} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer alice\r\nx-fault: {"transport":"hang"}\r\n\r\n`)
    await until(() => timersLeft() === 1)
    const closed = once(socket, 'close')
    await drop()
    await closed
    t.match(lines.filter(({ sandbox }) => sandbox === id), [{ msg: 'message', id: /-/ }, { msg: 'a hang ended: its sandbox was dropped', id: lines[0]?.id }])
    t.equal(timersLeft(), 0)
    t.ok(app.sandboxes.get('default'))
  })

  t.test(`${id}: who waits for an SMS, a push or requests in a sandbox that is dropped is told so at once, and an event stream ends`, async (t) => {
    const { app, prefix, admin, drop, sandbox, listen } = await startWith(t, id)
    const stream = connect(await listen(), '127.0.0.1').setEncoding('utf8')
    let told = ''
    stream.on('data', (chunk) => { told += String(chunk) }).write(`GET ${prefix}/admin/events HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
    const ended = once(stream, 'end')
    await until(() => told.includes('event: hello'))
    const waiting = [
      admin('GET', 'sms/latest?wait=30000'),
      admin('POST', 'pushes/latest?wait=30000', { answer: 'accept' }),
      admin('POST', 'verify', { operation: 'modifyPhoneNumber', within: 30_000 }),
      admin('POST', 'verify', { operation: 'modifyPhoneNumber', times: 0, within: 30_000 })
    ]
    await until(() => sandbox.inbox.waiting === 1 && sandbox.events.listenerCount('request') === 3 && sandbox.part(Pushes).waiting === 1) // the log of events listens too
    await drop()
    for (const answer of await Promise.all(waiting)) t.match(answer, { status: 503, body: { message: new RegExp(`The sandbox "${id}" was dropped`) } })
    await ended
    t.match(told, /event: dropped\ndata: \{"reason":"the sandbox was dropped"\}/)
    t.strictSame([sandbox.inbox.waiting, sandbox.events.listenerCount('request'), sandbox.part(Pushes).waiting, timersLeft()], [0, 1, 0, 0])
    t.ok(app.sandboxes.get('default'))
  })

  t.test(`${id}: a request whose sandbox is dropped while its body comes in is refused, on a face and in the admin API`, async (t) => {
    const { prefix, drop, listen, app, call } = await startWith(t, id)
    const port = await listen()
    const open = (method: string, path: string, body: string) => {
      const socket = connect(port, '127.0.0.1').setEncoding('utf8')
      socket.write(`${method} ${prefix}${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer alice\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`)
      return { finish: () => socket.write(body), answer: once(socket, 'data') }
    }
    let begun = 0
    app.server.on('request', () => { begun++ })
    const requests = [open('POST', SMSCODE, '{"type":"modifyPhoneNumber"}'), open('PUT', '/admin/accounts/dora', '{"pin":"2468"}')]
    await until(() => begun === 2)
    await drop()
    for (const { finish } of requests) finish()
    const [face, api] = await Promise.all(requests.map(async ({ answer }) => String((await answer)[0])))
    t.match(face, /^HTTP\/1.1 503 [^]*"code":2204/)
    t.match(api, /^HTTP\/1.1 503 [^]*was dropped/)
    t.match(await call({ url: `${prefix}/admin/accounts/dora` }), { status: 404 })
  })
}

t.test('a sandbox that is dropped gives back all its memory, whatever went on in it', async (t) => {
  const { app, call } = await start(t)
  const { memory } = app.sandboxes
  await app.inject('/admin/overview')
  const empty = memory.used
  for (let round = 0; round < 3; round++) {
    const ask = (url: string, more: object = {}) => app.inject({ url: `/sandbox/r${round}${url}`, headers, ...more })
    await ask('/admin/faults/slow', { method: 'PUT', payload: { match: { operation: 'trustedphonenumber' }, effect: null, delay: 600_000 } })
    await ask('/admin/faults/late', { method: 'PUT', payload: { match: { account: 'bob' }, effect: { sms: { delay: 600_000 } } } })
    await ask('/admin/overview')
    await ask(CERTIFY)
    await ask(CERTIFY, { headers: { authorization: 'Bearer bob' } })
    await ask('/am/oauth2/authorize?client_id=c&response_type=code&redirect_uri=mymap://oauth2redirect/fr&scope=openid&login=alice')
    await ask('/pims.authentication.user', { method: 'POST', payload: { action: 'createAccount' } })
    const sandbox = app.sandboxes.open(`r${round}`)
    const waiting = [ask('/pims.authentication.trustedphonenumber'), ask('/admin/sms/latest?wait=30000&account=nobody')]
    for (const request of waiting) request.catch(() => {})
    await until(() => sandbox.inbox.waiting === 1)
    t.ok(memory.used > empty)
    await call({ method: 'DELETE', url: `/admin/sandboxes/r${round}` })
    await Promise.all(waiting)
    t.equal(memory.used, empty)
    t.equal(timersLeft(), 0)
  }
})
