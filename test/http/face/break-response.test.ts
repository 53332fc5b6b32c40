import { createHook } from 'node:async_hooks'
import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { start } from '../../support/start.ts'

/** The timers that faults have set. */
const timers = new Set<number>()
createHook({
  init: (id, type) => { if (type === 'Timeout' && new Error('here').stack?.includes('src/http/face/http-channel') === true) timers.add(id) },
  destroy: (id) => { timers.delete(id) }
}).enable()

const PATH = '/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678'

/** A server on a socket, with one fault; `answer` is all the bytes of its answer, and how the connection ended. */
async function startWith (t: Test, fault: object, environment: Record<string, string> = {}) {
  const kit = await start(t, environment)
  await kit.admin('PUT', 'faults/f', fault)
  await kit.app.listen({ host: '127.0.0.1', port: 0 })
  const port = Number(new URL(kit.app.listeningOrigin).port)

  const open = (headers: Record<string, string> = {}) => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    let text = ''
    socket.on('data', (chunk) => { text += String(chunk) })
    const lines = Object.entries({ host: 'mock', authorization: 'Bearer alice', connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`GET ${PATH} HTTP/1.1\r\n${lines.join('')}\r\n`)
    const ended = new Promise<{ text: string, error: string | undefined }>((resolve) => {
      let error: string | undefined
      socket.once('error', ({ code }: NodeJS.ErrnoException) => { error = code })
      socket.once('close', () => resolve({ text, error }))
    })
    return { socket, ended }
  }
  /** The journal's entry of the request, as soon as there is one. */
  const entry = async () => {
    for (;;) {
      const { body } = await kit.admin('GET', 'requests')
      const [entry] = body?.requests as Array<Record<string, unknown>>
      if (entry !== undefined) return entry
      await new Promise(setImmediate)
    }
  }
  /** How its exchange ended, as soon as it has. */
  const end = async () => {
    for (;;) {
      const { end } = await entry()
      if (end !== null) return end
    }
  }
  return { ...kit, open, entry, end, answer: (headers?: Record<string, string>) => open(headers).ended }
}

t.test('reset: the client sees a TCP RST', async (t) => {
  const { answer, entry } = await startWith(t, { effect: { transport: 'reset' } })
  t.strictSame(await answer(), { text: '', error: 'ECONNRESET' })
  t.match(await entry(), { status: null, httpStatus: null, fault: { rule: 'f' } })
})

t.test('reset: a request of inject() has no wire, and gets no answer', async (t) => {
  const { call, admin } = await start(t)
  call({ url: PATH, headers: { authorization: 'Bearer alice', 'x-fault': '{"transport":"reset"}' } }).then(t.fail, () => {})
  while ((await admin('GET', 'requests/count')).body?.count === 0) await new Promise(setImmediate)
  t.match((await admin('GET', 'requests')).body, { requests: [{ status: null, httpStatus: null }] })
})

t.test('reset, empty, hang: what was answered before on the connection arrives first', async (t) => {
  for (const transport of ['reset', 'empty', 'hang']) {
    const { app } = await startWith(t, { effect: null }, { FAULT_HANG_MAX: '20' })
    const socket = connect(Number(new URL(app.listeningOrigin).port), '127.0.0.1').setEncoding('utf8').on('error', () => {})
    let text = ''
    socket.on('data', (chunk) => { text += String(chunk) })
    socket.write('GET /health HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(3) + `GET ${PATH} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer alice\r\nx-fault: {"transport":"${transport}"}\r\n\r\n`)
    await new Promise((resolve) => { socket.once('close', resolve) })
    t.equal(text.match(/HTTP\/1.1 200 OK/g)?.length, 3, transport)
    t.equal(text.match(/HTTP\/1.1/g)?.length, 3, `${transport} is the end`)
  }
})

t.test('empty: the connection ends without a byte', async (t) => {
  const { answer } = await startWith(t, { effect: { transport: 'empty' } })
  t.strictSame(await answer(), { text: '', error: undefined })
})

t.test('truncate: the connection ends half-way through the body', async (t) => {
  const { answer, entry } = await startWith(t, { effect: { transport: 'truncate' } })
  const { text, error } = await answer()
  const [head = '', body = ''] = text.split('\r\n\r\n')
  t.equal(error, undefined)
  t.match(head, /^HTTP\/1.1 200 OK/)
  t.match(body, /^\{"transactionId":"[0-9a-f-]+","status":"SUCC$/)
  t.ok(Number(/content-length: (\d+)/i.exec(head)?.[1]) > body.length)
  t.match(await entry(), { status: null, httpStatus: 200 })
})

t.test('malformed: 200 with broken JSON of the length announced', async (t) => {
  const { answer } = await startWith(t, { effect: { transport: 'malformed' } })
  const [head = '', body = ''] = (await answer()).text.split('\r\n\r\n')
  t.match(head, /^HTTP\/1.1 200 OK/)
  t.match(head, /content-type: application\/json/i)
  t.equal(Number(/content-length: (\d+)/i.exec(head)?.[1]), body.length)
  t.throws(() => JSON.parse(body))
})

t.test('http: status, headers and body of the rule', async (t) => {
  const { answer } = await startWith(t, { effect: { http: { status: 503, headers: { 'retry-after': '120' }, body: '<h1>Down</h1>' } } })
  t.match((await answer()).text, /^HTTP\/1.1 503 [^]*retry-after: 120\r\n[^]*<h1>Down<\/h1>$/)
  t.match((await answer({ 'x-fault': '{"http":{"status":418,"body":{"tea":true}}}' })).text, /^HTTP\/1.1 418 [^]*application\/json[^]*\{"tea":true\}$/)
})

t.test('http: the journal has the answer as the client got it, and exports show it whole', async (t) => {
  const { answer, admin, entry } = await startWith(t, { effect: { http: { status: 418, headers: { 'retry-after': '120' }, body: { tea: true } } } })
  await answer()
  const { id } = await entry()
  t.match((await admin('GET', `requests/${String(id)}`)).body, { answered: true, httpStatus: 418, end: { how: 'answered', by: 'server' }, answer: { status: 418, headers: { 'retry-after': '120', 'content-type': /json/ }, body: { tea: true } } })
  const [exported] = (JSON.parse((await admin('GET', 'requests?format=har')).text) as { log: { entries: Array<{ response: object }> } }).log.entries
  t.match(exported?.response, { status: 418, content: { text: '{"tea":true}' } })
  t.notMatch(exported?.response, { _error: /./ })
})

t.test('http: a body that is a text is sent as it is, as text; any other as JSON', async (t) => {
  const { call } = await startWith(t, { effect: null })
  const ask = async (body: unknown) => {
    const { headers, text } = await call({ url: PATH, headers: { authorization: 'Bearer alice', 'x-fault': JSON.stringify({ http: { status: 200, body } }) } })
    return [headers['content-type'], text]
  }
  t.strictSame(await ask('"quoted"'), ['text/plain; charset=utf-8', '"quoted"'])
  t.strictSame(await ask('{"a":1}'), ['text/plain; charset=utf-8', '{"a":1}'])
  t.strictSame(await ask({ a: 'text' }), ['application/json; charset=utf-8', '{"a":"text"}'])
})

t.test('http: a content type of the rule stays, and a header that would break the framing is refused', async (t) => {
  const { answer, call } = await startWith(t, { effect: { http: { status: 400, headers: { 'content-type': 'application/problem+json' }, body: { title: 'No' } } } })
  t.match((await answer()).text, /^HTTP\/1.1 400 [^]*content-type: application\/problem\+json[^\r]*\r\n[^]*\{"title":"No"\}$/)
  for (const name of ['Trailer', 'transfer-encoding', 'content-length']) {
    const fault = JSON.stringify({ http: { status: 200, headers: { [name]: 'x' } } })
    t.match(await call({ url: PATH, headers: { authorization: 'Bearer alice', 'x-fault': fault } }), { status: 422, body: { message: new RegExp(`must not have "${name}"`) } }, name)
  }
})

t.test('hang: ends when FAULT_HANG_MAX is up', async (t) => {
  const { answer } = await startWith(t, { effect: { transport: 'hang' } }, { FAULT_HANG_MAX: '20' })
  t.strictSame(await answer(), { text: '', error: undefined })
})

for (const [name, fault] of [['hang', { effect: { transport: 'hang' } }], ['delay', { effect: null, delay: 60_000 }]] as const) {
  t.test(`${name}: ends when the client leaves, without the operation, and leaves no timer`, async (t) => {
    const { open, entry, admin } = await startWith(t, fault)
    const { socket, ended } = open()
    while ((await admin('GET', 'faults/f')).body?.hits === 0) await new Promise(setImmediate)
    t.equal(timers.size, 1)
    socket.destroy()
    await ended
    while (timers.size > 0) await new Promise(setImmediate)
    t.match(await entry(), { status: null, httpStatus: null, operation: 'get.smscode.phoneNumberCertification' })
    t.match((await admin('GET', 'sms')).body, { messages: [] })
  })

  t.test(`${name}: does not hold up the end of the server`, async (t) => {
    const { app, open, admin } = await startWith(t, fault)
    const { ended } = open()
    while ((await admin('GET', 'faults/f')).body?.hits === 0) await new Promise(setImmediate)
    await app.close()
    t.match((await ended).text, '')
  })
}

/** How an exchange ends that breaks. */
const BREAKS = { reset: 'reset', empty: 'closed', truncate: 'closed', malformed: 'answered' } as const

t.test('an entry says how, when and by whom its exchange ended, a hang once it has', async (t) => {
  for (const [transport, how] of Object.entries(BREAKS)) {
    const { answer, end } = await startWith(t, { effect: { transport } })
    await answer()
    t.match(await end(), { how, by: 'server' }, transport)
  }
  const given = await startWith(t, { effect: { http: { status: 503 } } })
  await given.answer()
  t.match(await given.entry(), { answered: true, status: null, httpStatus: 503, end: { how: 'answered', by: 'server' } })

  const limited = await startWith(t, { effect: { transport: 'hang' } }, { FAULT_HANG_MAX: '20' })
  await limited.answer()
  t.match(await limited.end(), { how: 'closed', by: 'server' })

  const { open, entry, end } = await startWith(t, { effect: { transport: 'hang' } })
  const { socket } = open()
  const { duration, ...hanging } = await entry()
  t.match(hanging, { answered: false, end: null })
  socket.destroy()
  const ended = await end()
  t.match(ended, { how: 'closed', by: 'client' })
  t.ok((ended as { after: number }).after > Number(duration), 'later than it was recorded')
})

/** Sends a request that waits and, on the same connection, one that breaks; resolves once the second is in the journal. */
async function breakBehind (t: Test, first: string, transport: string, environment: Record<string, string> = {}) {
  const kit = await startWith(t, { match: { operation: 'otp' }, effect: null, delay: 0 }, environment)
  const socket = connect(Number(new URL(kit.app.listeningOrigin).port), '127.0.0.1').on('error', () => {}).resume()
  socket.write(`${first}GET ${PATH} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer bob\r\nx-fault: {"transport":"${transport}"}\r\n\r\n`)
  const broken = async (): Promise<Record<string, unknown> | undefined> =>
    ((await kit.admin('GET', 'requests?account=bob')).body?.requests as Array<Record<string, unknown>>)[0]
  while (await broken() === undefined) await new Promise(setImmediate)
  /** How the second ended, as soon as it has. */
  const end = async () => {
    for (;;) {
      const entry = await broken()
      if (entry?.end != null) return entry.end
      await new Promise(setImmediate)
    }
  }
  return { ...kit, socket, broken, end }
}

for (const [transport, how] of Object.entries(BREAKS)) {
  t.test(`${transport}: behind another request of its connection it ends when it is its turn, or with the connection`, async (t) => {
    const waiting = await breakBehind(t, 'GET /admin/sms/latest?wait=30000 HTTP/1.1\r\nhost: localhost\r\n\r\n', transport)
    t.equal((await waiting.broken())?.end, null, 'not yet')
    await waiting.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
    t.match(await waiting.end(), { how, by: 'server' })
    waiting.socket.destroy()

    const hanging = `GET ${PATH} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer alice\r\nx-fault: {"transport":"hang"}\r\n\r\n`
    const left = await breakBehind(t, hanging, transport)
    t.equal((await left.broken())?.end, null)
    left.socket.destroy()
    t.match(await left.end(), { how: 'closed', by: 'client' })
    const limited = await breakBehind(t, hanging, transport, { FAULT_HANG_MAX: '20' })
    t.match(await limited.end(), { how: 'closed', by: 'server' })
  })
}

t.test('a client that leaves in the middle of its body got no answer, and the entry says so', async (t) => {
  const { app, entry, end } = await startWith(t, { match: { operation: 'otp' }, effect: null })
  const socket = connect(Number(new URL(app.listeningOrigin).port), '127.0.0.1')
  socket.write('POST /pims.authentication.smscode HTTP/1.1\r\nhost: x\r\nauthorization: Bearer alice\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"type":', () => socket.destroy())
  t.match(await entry(), { answered: false, httpStatus: null, status: null, reason: 'the client left before its request was whole' })
  t.match(await end(), { how: 'closed', by: 'client' })
})

t.test('delay: holds the answer back, then gives it', async (t) => {
  const { answer, entry } = await startWith(t, { effect: null, delay: { min: 20, max: 25 } })
  t.match((await answer()).text, /"status":"SUCCEEDED"/)
  const { duration, fault } = await entry()
  t.ok(Number(duration) >= 19)
  t.ok(Number((fault as { delay: number }).delay) >= 20)
})

t.test('"as": "transport" turns the codes of the network into what the network does', async (t) => {
  const { admin, answer } = await startWith(t, { effect: null, delay: 0 }, { FAULT_HANG_MAX: '20' })
  const seen: Record<string, string> = {}
  for (const code of [2201, 2202, 2203, 2204]) {
    await admin('PUT', `faults/${code}`, { as: 'transport' })
    const { text, error = '' } = await answer()
    seen[code] = `${text.split('\r\n')[0]}${error}`
    await admin('DELETE', `faults/${code}`)
  }
  t.strictSame(seen, { 2201: '', 2202: 'ECONNRESET', 2203: 'HTTP/1.1 200 OK', 2204: 'HTTP/1.1 500 Internal Server Error' })
})

t.test('reset: where there is no wire, as under inject(), it is in the journal all the same', async (t) => {
  const { app, admin } = await start(t)
  app.inject({ url: PATH, headers: { authorization: 'Bearer alice', 'x-fault': '{"transport":"reset"}' } }).catch(() => {})
  while ((await admin('GET', 'requests/count')).body?.count === 0) await new Promise(setImmediate)
  t.match(await admin('GET', 'requests'), { body: { requests: [{ status: null, fault: { rule: null, effect: { transport: 'reset' } } }] } })
})
