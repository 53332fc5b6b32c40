import t from 'tap'
import pino from 'pino'
import { certify, start } from '../support/start.ts'

type Entry = Record<string, unknown>

t.test('a request that no route takes is in the journal, and its 404 names the path as it was asked and what was meant', async (t) => {
  const { call, admin } = await start(t)
  const asked = [
    ['/sandbox/default/pims.authentication.smscod', 404, 'There is nothing at GET /sandbox/default/pims.authentication.smscod. Did you mean /sandbox/default/pims.authentication.smscode?'],
    ['/v1/pims.authentication.smscode', 404, 'There is nothing at GET /v1/pims.authentication.smscode. Did you mean /pims.authentication.smscode?'],
    ['/swagger', 404, /^There is nothing at GET \/swagger\. The PIMS face is at .* \/docs\/openapi\.json for programs\.$/],
    ['/iwws/MAK?id=1', 404, 'There is nothing at GET /iwws/MAK. Did you mean /iwws/MAC?'],
    ['/applications/cvs/v4/mobile/smscode', 404, 'There is nothing at GET /applications/cvs/v4/mobile/smscode. Did you mean POST /applications/cvs/v4/mobile/smsCode?'],
    ['/fs?action=pushAuthenticate', 404, 'There is nothing at GET /fs. Did you mean /FS?'],
    ['/services/authentication?wsdl', 404, 'There is nothing at GET /services/authentication. Did you mean /services/Authentication?'],
    ['/v2/services/ConsolAdmin', 404, 'There is nothing at GET /v2/services/ConsolAdmin. Did you mean /v2/services/ConsoleAdmin?'],
    ['/openapi.json', 404, /^There is nothing at GET \/openapi\.json\. The PIMS face is at /],
    ['/pims.authentication.enrollment', 404, 'There is nothing at GET /pims.authentication.enrollment. /pims.authentication.enrollment takes POST, not GET.'],
    ['/a/long/way/from/anything/that/is/here', 404, /The PIMS face is at/],
    ['/connectedcar/v4/user/vehicle', 404, 'There is nothing at GET /connectedcar/v4/user/vehicle. Did you mean /connectedcar/v4/user/vehicles?'],
    ['//pims.authentication.smscode', 404, 'There is nothing at GET //pims.authentication.smscode. Did you mean /pims.authentication.smscode?']
  ] as const
  for (const [url, status, reason] of asked) {
    const answer = await call({ method: 'GET', url })
    t.equal(answer.status, status, url)
    t.match(answer.headers['x-mock-reason'], reason)
    const { body } = await admin('GET', 'requests?unrouted=true&limit=1')
    t.match((body?.requests as Entry[])[0], { face: null, method: 'GET', reason, status: 'FAILED', httpStatus: 404 }, url)
  }
  t.match((await call({ method: 'POST', url: '/FS' })).headers['x-mock-reason'], '/FS takes GET, not POST.')
  t.match((await call({ method: 'PUT', url: '/services/Authentication' })).headers['x-mock-reason'], /takes (GET and POST|POST and GET), not PUT/)
  t.match((await call({ method: 'GET', url: '/swagger' })).body, { status: 'FAILED', error: { code: 2002 } }, 'one segment is an api of PIMS')
  await call({ method: 'GET', url: '/pims.authentication.trustedphonenumber' })
  t.match((await admin('GET', 'requests/count?unrouted=true')).body, { count: asked.length + 3 })
  t.match((await admin('GET', 'requests/count?unrouted=false')).body, { count: 1 })
})

t.test('a wrong path of the admin API is told the nearest, by other words for it too; else all that there are', async (t) => {
  const { call } = await start(t)
  const message = async (method: 'GET' | 'POST', url: string) => (await call({ method, url })).body?.message
  t.equal(await message('GET', '/admin/journal'), 'There is nothing at GET /admin/journal. Did you mean /admin/requests? The admin API is documented at /docs.')
  t.match(await message('GET', '/sandbox/a/admin/inbox/latest'), 'There is nothing at GET /sandbox/a/admin/inbox/latest. Did you mean /sandbox/a/admin/sms/latest?')
  t.match(await message('POST', '/admin/messages'), 'Did you mean GET or DELETE /admin/sms?')
  t.match(await message('POST', '/admin/sms'), '/admin/sms takes GET and DELETE, not POST.')
  for (const url of ['/admin', '/admin/', '/admin/somewhere-else']) t.match(await message('GET', url), /^There is nothing at GET \/admin\S*\. There are \/admin\/[\w.-]+, .*\/admin\/requests, .* The admin API is documented at \/docs\.$/, url)
})

t.test('what was meant is in the sandbox that was named, also where its name was put otherwise: it must lead nobody to the default one', async (t) => {
  const { call } = await start(t)
  const reason = async (method: 'GET' | 'POST', url: string) => {
    const { status, headers, body } = await call({ method, url })
    t.equal(status, 404, url)
    return String(headers['x-mock-reason'] ?? body?.message).replace(/^There is nothing at \S+ \S+ /, '').replace(' The admin API is documented at /docs.', '')
  }
  for (const [url, meant] of [
    ['/sandboxes/my-test/admin/reset', '/sandbox/my-test/admin/reset'],
    ['/Sandbox/my-test/admin/reset', '/sandbox/my-test/admin/reset'],
    ['/sandbox/my-test/admin/rest', '/sandbox/my-test/admin/reset'],
    ['/admin/sandboxes/my-test/reset', '/sandbox/my-test/admin/reset'],
    ['/admin/sandbox/my-test/reset', '/sandbox/my-test/admin/reset'],
    ['/admin/sandbox/my-test/admin/reset', '/sandbox/my-test/admin/reset'],
    ['/sandboxes/my-test/pims.authentication.smscode', '/sandbox/my-test/pims.authentication.smscode'],
    ['/sandboxs/my-test/am/oauth2/acces_token', '/sandbox/my-test/am/oauth2/access_token'],
    ['/sandbox/my-test/am/oauth2/acces_token', '/sandbox/my-test/am/oauth2/access_token'],
    ['/sandboxes/123456/admin/reset', '/sandbox/***/admin/reset']
  ] as const) t.equal(await reason('POST', url), `Did you mean ${meant}?`, url)
  t.equal(await reason('GET', '/sandboxes/my-test/admin/reset'), '/sandbox/my-test/admin/reset takes POST, not GET.')
  t.equal(await reason('GET', '/sandbox/my-test/admin/reset'), '/sandbox/my-test/admin/reset takes POST, not GET.')
  t.match(await reason('POST', '/sandboxes/my-test/nothing/like/it'), /^The PIMS face is at/)
  t.match(await reason('POST', '/sandboxes/my%20test/admin/nothing-like-it'), /^The PIMS face is at/)
  t.notMatch(await reason('POST', '/sandboxes/my%20test/admin/reset'), '/sandbox/my%20test', 'no sandbox has such an id')
})

t.test('a preflight is told the setting that answers it', async (t) => {
  const { call } = await start(t)
  const answer = await call({ method: 'OPTIONS', url: '/pims.authentication.smscode', headers: { origin: 'http://app.test', 'access-control-request-method': 'POST' } })
  t.match(answer.headers['x-mock-reason'], '/pims.authentication.smscode takes GET and POST, not OPTIONS. CORS=true answers the preflights of web pages.')
})

t.test('HEAD of a page is answered as its GET; that of an operation is refused, for it would carry it out', async (t) => {
  const { app } = await start(t)
  for (const url of ['/docs', '/docs/openapi.json', '/console', '/health']) {
    const [head, get] = await Promise.all((['HEAD', 'GET'] as const).map((method) => app.inject({ method, url })))
    t.match(head, { statusCode: get?.statusCode, body: '' }, url)
    t.ok((head?.statusCode ?? 404) < 400, url)
  }
  t.match(await app.inject({ method: 'HEAD', url: '/pims.authentication.smscode' }), { statusCode: 404, headers: { 'x-mock-reason': /takes GET and POST, not HEAD/ } })
})

t.test('it is a line of the log at warn; what was asked for well is one at info', async (t) => {
  const lines: Entry[] = []
  const logger = pino({ level: 'info' }, { write: (line: string) => { lines.push(JSON.parse(line) as Entry) } })
  const { call } = await start(t, {}, undefined, { logger })
  await call({ method: 'GET', url: '/sandbox/a/pims.authentication.smscod?code=123456' })
  await call({ method: 'GET', url: '/pims.authentication.trustedphonenumber' })
  t.match(lines, [
    { level: 40, method: 'GET', path: '/sandbox/a/pims.authentication.smscod', httpStatus: 404, reason: /Did you mean/ },
    { level: 30, operation: 'get.trustedphonenumber', reason: /Authorization/ }
  ])
  t.notMatch(JSON.stringify(lines), '123456')
})

t.test('what browsers and platforms ask for unasked is answered, and is no entry and no line', async (t) => {
  const lines: string[] = []
  const { call, admin } = await start(t, {}, undefined, { logger: pino({ level: 'info' }, { write: (line: string) => { lines.push(line) } }) })
  t.match(await call({ method: 'GET', url: '/favicon.ico' }), { status: 204, text: '' })
  for (const url of ['/healthz', '/ready', '/livez']) t.match(await call({ method: 'GET', url }), { status: 200, body: { status: 'ok' } }, url)
  for (const url of ['/metrics', '/robots.txt']) t.match(await call({ method: 'GET', url }), { status: 404, body: { statusCode: 404, message: /The mock has no/ } }, url)
  t.match((await admin('GET', 'requests')).body, { requests: [] })
  t.strictSame(lines, [])
})

t.test('an entry by its id shows what went over the wire, secrets masked', async (t) => {
  const kit = await start(t)
  const { admin } = kit
  const newest = async () => {
    const [entry] = (await admin('GET', 'requests?limit=1')).body?.requests as Entry[]
    return (await admin('GET', `requests/${String(entry?.id)}`)).body
  }
  const smsCode = await certify(kit, '0612345678')
  t.match(await newest(), {
    sms: (await admin('GET', 'sms/latest')).body?.id,
    request: { method: 'GET', path: '/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678', headers: { authorization: '***' }, body: null },
    answer: { status: 200, headers: { 'x-transaction-id': /^\w{8}-\w{4}$/ }, body: { status: 'SUCCEEDED' } }
  })
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode: '000000', phoneNumber: '0612345678' }, { headers: { 'user-agent': 'app/1' } })
  t.match(await newest(), {
    userAgent: 'app/1',
    sms: null,
    request: { method: 'POST', body: { type: 'modifyPhoneNumber', smsCode: '***' } },
    answer: { status: 400, headers: { 'x-mock-reason': /not the pending/ }, body: { status: 'FAILED', error: { code: 2102 } } }
  })

  const otp = await kit.get('otp', { action: 'withoutPIN' })
  const password = Object.values(otp.body?.result as Record<string, string>)[0] ?? ''
  t.match(password, /^\w{4,}$/)
  t.notMatch(JSON.stringify(await newest()), password)
  const token = await kit.call({ method: 'POST', url: '/am/oauth2/access_token', payload: { grant_type: 'refresh_token', refresh_token: 'r3fresh-me' }, headers: { authorization: `Basic ${Buffer.from('app:s3cret').toString('base64')}` } })
  t.equal(token.status, 400)
  t.notMatch(JSON.stringify(await newest()), /r3fresh-me|czNjcmV0/)
  await kit.app.inject({ method: 'GET', url: `/am/oauth2/authorize?login=alice&response_type=code&client_id=a&redirect_uri=app://x&code=${smsCode}` })
  t.match(await newest(), { query: /code=\*\*\*/, answer: { status: 302, headers: { location: /code=\*\*\*/ } } })
  await kit.app.inject({ method: 'GET', url: '/pims.authentication.trustedphonenumber', headers: { 'x-fault': '{"transport":"malformed"}' } })
  t.match(await newest(), { answer: null })
})

t.test('what is kept of a large request and a large answer is bounded', async (t) => {
  const kit = await start(t)
  await kit.call({ method: 'POST', url: '/pims.authentication.smscode', payload: { type: 'x'.repeat(9000) }, headers: { 'x-much': 'y'.repeat(9000) } })
  await kit.app.inject({ method: 'GET', url: '/am/oauth2/authorize?response_type=code&client_id=a&redirect_uri=app://x' })
  for (const { id } of (await kit.admin('GET', 'requests')).body?.requests as Entry[]) {
    const { request, answer } = (await kit.admin('GET', `requests/${String(id)}`)).body as { request: { headers: unknown, body: unknown }, answer: { body: unknown } }
    for (const part of [request.headers, request.body, answer.body]) t.ok((JSON.stringify(part)).length < 6000)
  }
})

t.test('a secret that somebody sent to a wrong address, or as X-Fault, is shown neither by the journal nor by the log', async (t) => {
  const lines: string[] = []
  const { call, admin } = await start(t, {}, undefined, { logger: pino({ level: 'info' }, { write: (line: string) => { lines.push(line) } }) })
  const url = '/pims.authentication.trustedphonenumber'
  const requests = [
    { method: 'GET', url: '/v1/smscodes/014028?token=hush&c=014028&c=x' },
    { method: 'GET', url: '/admin/014028' },
    { method: 'GET', url: '/applications/cvs/v4/014028' },
    { method: 'POST', url: '/pims.authentication.smscod', payload: [{ pin: '014028', x: 14028 }] },
    { method: 'POST', url: '/pims.authentication.smscod', payload: '"hush"', headers: { 'content-type': 'application/json' } },
    { method: 'GET', url: '/nowhere', headers: { authorization: 'hush', cookie: 'a=hush', 'x-api-key': 'hush', 'x-session': 'hush', referer: 'http://a.test/?code=014028' } },
    { method: 'GET', url, headers: { 'x-fault': 'Bearer hush' } },
    { method: 'GET', url, headers: { 'x-fault': '{"transport":"hush","pin":"014028"}' } },
    { method: 'GET', url, headers: { 'x-fault': '{"http":{"status":200,"body":{"access_token":"hush"}}}' } }
  ] as const
  for (const request of requests) await call(request)
  const { body } = await admin('GET', 'requests')
  const entries = body?.requests as Entry[]
  t.equal(entries.length, requests.length - 1, 'the admin API keeps no journal of itself')
  for (const { id } of entries) t.notMatch(JSON.stringify((await admin('GET', `requests/${String(id)}`)).body), /hush|14028/)
  t.notMatch(JSON.stringify(body), /hush|14028/)
  t.notMatch(lines.join(''), /hush|14028/)
  t.match(entries.map(({ path }) => path), ['/pims.authentication.trustedphonenumber', '/pims.authentication.trustedphonenumber', '/pims.authentication.trustedphonenumber', '/nowhere', '/pims.authentication.smscod', '/pims.authentication.smscod', '/applications/cvs/v4/***', '/v1/smscodes/***'])
  t.match((await call({ method: 'GET', url: '/sandbox/20260101/nowhere' })).headers['x-mock-reason'], '/sandbox/20260101/nowhere', 'the id of a sandbox is shown')
})
