import pino from 'pino'
import t, { type Test } from 'tap'
import { start } from '../../support/start.ts'

/** One request of each face, and what its answers to errors contain. */
const FACES = {
  pims: {
    url: '/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678',
    unexpected: { statusCode: 500, payload: /"status":"FAILED","error":\{"code":2204/ },
    noRoom: { statusCode: 503, payload: /"status":"FAILED","error":\{"code":2204/ }
  },
  inwebo: {
    url: '/iwws/MAC?action=ActionSetup&mode=activate&id=&code=123456789',
    unexpected: { statusCode: 500, payload: /<ActionSetup><err>NOK:ERR1<\/err><\/ActionSetup>$/ },
    noRoom: { statusCode: 503, payload: /<ActionSetup><err>NOK:ERR1<\/err><\/ActionSetup>$/ }
  },
  service: {
    url: '/FS?action=authenticateExtended&format=json',
    unexpected: { statusCode: 500, payload: /^\{"err":"NOK:server error","name":null/ },
    noRoom: { statusCode: 503, payload: /^\{"err":"NOK:server error","name":null/ }
  },
  cvs: {
    url: '/applications/cvs/v4/mauv/car-associations',
    unexpected: { statusCode: 500, payload: '{"httpCode":"500","httpMessage":"Internal Server Error","moreInformation":"Server Error"}' },
    noRoom: { statusCode: 503, payload: /^\{"httpCode":"503",.*All 2 sandboxes are in use/ }
  }
} as const

const headers = { authorization: 'Bearer alice' }

/** A server that keeps its log, in lines. */
async function startLogging (t: Test, prepare: Parameters<typeof start>[2]) {
  const lines: Array<Record<string, unknown>> = []
  const logger = pino({ level: 'warn' }, { write: (line: string) => { lines.push(JSON.parse(line) as Record<string, unknown>) } })
  return { ...await start(t, {}, prepare, { logger }), lines }
}

for (const [face, { url, unexpected }] of Object.entries(FACES)) {
  t.test(`${face}: an unexpected error is answered in the language of the face, journalled once, and its detail is in the log only`, async (t) => {
    const { app, admin, lines } = await startLogging(t, (app) => {
      app.addHook('preHandler', async ({ sandbox, url }) => {
        if (!url.startsWith('/admin')) sandbox.track = () => { throw new Error('secret detail') }
      })
    })
    t.match(await app.inject({ url, headers }), { ...unexpected, headers: { 'cache-control': 'no-store' } })
    const { requests } = (await admin('GET', 'requests')).body as { requests: Array<Record<string, unknown>> }
    t.equal(requests.length, 1)
    t.match(requests[0], { face, status: 'FAILED', httpStatus: 500, reason: /its log says what/ })
    t.notMatch(JSON.stringify(requests), 'secret')
    t.match(lines, [{ msg: 'unforeseen error', err: { message: 'secret detail' }, id: requests[0]?.id }])
    t.equal(lines.length, 1)
  })
}

t.test('inwebo: a refused X-Fault is answered in XML, and is in the journal with what was wrong', async (t) => {
  const { app, admin } = await start(t)
  const { url } = FACES.inwebo
  t.match(await app.inject({ url, headers: { 'x-fault': '2390' } }), { statusCode: 422, payload: /<err>NOK:SN<\/err>/, headers: { 'content-type': 'text/xml;charset=UTF-8', 'cache-control': 'no-store' } })
  t.match(await app.inject({ url, headers: { 'x-fault': 'x' } }), { statusCode: 400, payload: /<err>NOK:SN<\/err>/ })
  t.match((await admin('GET', 'requests')).body, {
    requests: [
      { status: 'FAILED', httpStatus: 400, code: 'NOK:SN', reason: /X-Fault takes a code/ },
      { status: 'FAILED', httpStatus: 422, code: 'NOK:SN', reason: /does not go with inwebo.activate/ }
    ]
  })
})

t.test('a request without room for its sandbox is refused in the language of the face', async (t) => {
  const { app, admin } = await start(t, { MAX_SANDBOXES: '2' })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const client = new AbortController()
  const waiting = fetch(`${app.listeningOrigin}/sandbox/busy/admin/sms/latest?wait=30000`, { signal: client.signal }).catch(() => {})
  while (!(await admin('GET', 'sandboxes/busy')).body?.kept) await new Promise(setImmediate)
  for (const [face, { url, noRoom }] of Object.entries(FACES)) {
    t.match(await app.inject({ url: `/sandbox/more${url}`, headers }), { ...noRoom, headers: { 'cache-control': 'no-store' } }, face)
  }
  client.abort()
  await waiting
})

t.test('an error after a request was recorded does not record it again, nor change its entry', async (t) => {
  const { app, admin } = await start(t, {}, (app) => {
    app.addHook('onSend', async ({ url }) => { if (url.startsWith('/pims.')) throw new Error('late') })
  })
  t.match(await app.inject({ url: FACES.pims.url, headers }), { statusCode: 500 })
  const { requests } = (await admin('GET', 'requests')).body as { requests: unknown[] }
  t.match(requests, [{ status: 'SUCCEEDED', httpStatus: 200 }])
  t.equal(requests.length, 1)
})

t.test('no cache keeps a malformed answer', async (t) => {
  const { app } = await start(t)
  t.match(await app.inject({ url: FACES.pims.url, headers: { ...headers, 'x-fault': '{"transport":"malformed"}' } }), { headers: { 'cache-control': 'no-store' } })
})

t.test('the log line of a fault that gives an answer names its status, however large the answer is', async (t) => {
  const lines: Array<{ msg?: string, fault?: string }> = []
  const logger = pino({ level: 'info' }, { write: (line: string) => { lines.push(JSON.parse(line) as { fault?: string }) } })
  const { admin, get } = await start(t, {}, undefined, { logger })
  await admin('PUT', 'faults/large', { effect: { http: { status: 503, body: 'x'.repeat(50_000) } } })
  t.match(await get('trustedphonenumber').catch(() => ({ status: 503 })), { status: 503 })
  await admin('PUT', 'faults/large', { effect: { error: 2204 } })
  await get('trustedphonenumber')
  t.strictSame(lines.filter(({ msg }) => msg === 'message').map(({ fault }) => fault), ['{"http":{"status":503}}', '{"error":2204}'])
})
