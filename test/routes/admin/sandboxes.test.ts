import { readFileSync } from 'node:fs'
import t from 'tap'
import { rewriteUrl } from '../../../src/http/select-sandbox.ts'
import { certify, start } from '../../support/start.ts'

const bundled = JSON.parse(readFileSync('fixtures/accounts.json', 'utf8')) as unknown[]
const ids = (body: Record<string, unknown> | undefined) => (body?.sandboxes as Array<{ id: string }>).map(({ id }) => id)

t.test('a sandbox is chosen by the path, else by the header, else it is default', async (t) => {
  const { call, admin } = await start(t)
  await call({ method: 'PUT', url: '/sandbox/by-path/admin/faults/2310', headers: { 'x-sandbox': 'by-header' } })
  await call({ method: 'PUT', url: '/admin/faults/2311', headers: { 'x-sandbox': 'by-header' } })
  await admin('PUT', 'faults/2313')

  const faultsOf = async (url: string, headers = {}) => {
    const { body } = await call({ url, headers })
    return (body?.faults as Array<{ id: string }>).map(({ id }) => id)
  }
  t.strictSame(await faultsOf('/sandbox/by-path/admin/faults'), ['2310'])
  t.strictSame(await faultsOf('/admin/faults', { 'x-sandbox': 'by-header' }), ['2311'])
  t.strictSame(await faultsOf('/admin/faults'), ['2313'])
  for (const url of ['/sandbox/by-path?x=1', '/sandbox/by-path', '/sandbox/by-path/']) t.match(await call({ url }), { status: 200, text: /\/sandbox\/by-path\/console\// }, url)
})

t.test('an id that is none is refused', async (t) => {
  const { call } = await start(t)
  for (const url of ['/sandbox/', '/sandbox//health', '/sandbox/a%20b/health', `/sandbox/${'x'.repeat(65)}/health`]) {
    t.match(await call({ url }), { status: 400, body: { message: /is not a valid sandbox id/ } }, url)
  }
})

t.test('on the path of a face, an id that is none is refused in the language of the face', async (t) => {
  const { app } = await start(t)
  const refusals = {
    '/pims.authentication.smscode': /^\{"transactionId":"[0-9a-f]{8}-[0-9a-f]{4}","status":"FAILED","error":\{"code":2102,"label":"[^"]*X-Sandbox/,
    '/iwws/MAC?action=ActionSetup': /<err>NOK:SN<\/err>/,
    '/applications/cvs/v4/mauv/car-associations': /^\{"httpCode":"400","httpMessage":"Bad Request","moreInformation":"[^}]*is not a valid sandbox id/,
    '/am/oauth2/authorize': /is not a valid sandbox id/
  }
  for (const [url, body] of Object.entries(refusals)) {
    t.match(await app.inject({ url: `/sandbox/a%20b${url}` }), { statusCode: 400, payload: body, headers: { 'cache-control': 'no-store' } }, url)
  }
  t.match((await app.inject('/sandbox/a%20b/pims.authentication.smscode')).headers, { 'x-transaction-id': /^[0-9a-f]{8}-[0-9a-f]{4}$/ })
})

t.test('sandboxes are listed, made, seeded and dropped', async (t) => {
  const { call, admin } = await start(t)
  t.match(await admin('PUT', 'sandboxes/ci-1', { seed: 7 }), { status: 201, body: { id: 'ci-1', seed: 7, path: '/sandbox/ci-1', kept: false } })
  t.match(await admin('PUT', 'sandboxes/ci-1'), { status: 200, body: { seed: 7 } })
  t.match(await admin('GET', 'sandboxes/ci-1'), { status: 200, body: { accounts: bundled.length, faults: 0, now: '2026-01-01T12:00:00.000Z' } })
  t.strictSame(ids((await admin('GET', 'sandboxes')).body), ['ci-1', 'default'])

  await call({ method: 'PUT', url: '/sandbox/ci-1/admin/faults/2310' })
  t.match(await admin('DELETE', 'sandboxes/ci-1'), { status: 204 })
  t.match(await admin('GET', 'sandboxes/ci-1'), { status: 404, body: { message: /PUT \/admin\/sandboxes\/ci-1/ } })
  t.match(await admin('DELETE', 'sandboxes/ci-1'), { status: 404 })
  t.match(await call({ url: '/sandbox/ci-1/admin/faults' }), { body: { faults: [] } }, 'one of the same id begins anew')
  t.match(await call({ method: 'DELETE', url: '/sandbox/ci-1/admin/sandboxes/ci-1' }), { status: 204 }, 'one may drop itself')
  t.match(await admin('PUT', 'sandboxes/ci-1', { seed: -1 }), { status: 400, body: { message: /seed must be an integer from 0/ } })
})

t.test('a seed brings the same codes again, also after a reset', async (t) => {
  const kit = await start(t)
  await kit.admin('PUT', 'sandboxes/default', { seed: 7 })
  const first = await certify(kit, '0612345678')
  await kit.admin('POST', 'reset')
  t.equal(await certify(kit, '0612345678'), first)
  await kit.admin('PUT', 'sandboxes/default', { seed: 8 })
  t.not(await certify(kit, '0612345679'), first)
})

t.test('the least recently used sandbox makes room, but never the default one', async (t) => {
  const { call, admin } = await start(t, { MAX_SANDBOXES: '3' })
  await admin('GET', 'clock')
  for (const id of ['a', 'b', 'a', 'c']) await call({ url: `/sandbox/${id}/admin/clock` })
  t.same(ids((await admin('GET', 'sandboxes')).body).toSorted(), ['a', 'c', 'default'])
})

t.test('a sandbox with a request under way stays, and when all have one the next is refused', async (t) => {
  const { app, call, admin } = await start(t, { MAX_SANDBOXES: '2' })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const client = new AbortController()
  const waiting = fetch(`${app.listeningOrigin}/sandbox/a/admin/sms/latest?wait=30000`, { signal: client.signal }).catch(() => {})
  while (!(await admin('GET', 'sandboxes/a')).body?.kept) await new Promise(setImmediate)

  t.match(await call({ url: '/sandbox/b/admin/clock' }), { status: 503, body: { message: /MAX_SANDBOXES/ } })

  client.abort()
  await waiting
  while ((await admin('GET', 'sandboxes/a')).body?.kept) await new Promise(setImmediate)
  t.match(await call({ url: '/sandbox/b/admin/clock' }), { status: 200 })
  t.match(await admin('GET', 'sandboxes/a'), { status: 404 })
})

t.test('the list is in the order of use, also after a sandbox that is in use was passed over to make room', async (t) => {
  const { app, call, admin } = await start(t, { MAX_SANDBOXES: '4' })
  for (const id of ['a', 'b', 'c']) await call({ url: `/sandbox/${id}/admin/clock` })
  app.sandboxes.get('a')?.enter()
  await call({ url: '/sandbox/d/admin/clock' })
  t.strictSame(ids((await admin('GET', 'sandboxes')).body), ['d', 'c', 'a', 'default'])
})

t.test('the default sandbox is there from the start, and always answers; dropped, it begins anew', async (t) => {
  const { app, call, admin, get } = await start(t, { MAX_SANDBOXES: '3' })
  t.strictSame(ids((await admin('GET', 'sandboxes')).body), ['default'])
  for (const id of ['a', 'b']) {
    await call({ url: `/sandbox/${id}/admin/clock` })
    app.sandboxes.get(id)?.enter()
  }
  t.match(await call({ url: '/sandbox/c/admin/clock' }), { status: 503, body: { message: /DELETE \/admin\/sandboxes\/\{id\}/ } })
  t.match(await get('trustedphonenumber'), { status: 200 })
  for (const prefix of ['', '/sandbox/c']) {
    t.match(await call({ url: `${prefix}/health` }), { status: 200 }, prefix)
    t.match((await app.inject({ url: `${prefix}/docs/` })).statusCode, 200, prefix)
    t.match(await call({ url: `${prefix}/admin/sandboxes` }), { status: 200 }, prefix)
  }
  await admin('PUT', 'faults/2310')
  t.match(await call({ method: 'DELETE', url: '/sandbox/c/admin/sandboxes/a' }), { status: 204 })
  t.match(await admin('DELETE', 'sandboxes/default'), { status: 204 })
  t.match((await admin('GET', 'faults')).body, { faults: [] })
})

t.test('a request that is refused makes no sandbox, and drops none', async (t) => {
  const { call, app } = await start(t, { MAX_SANDBOXES: '2', ADMIN_TOKEN: 'secret' })
  const authorization = 'Bearer secret'
  await call({ method: 'PUT', url: '/sandbox/mine/admin/accounts/dave', payload: {}, headers: { authorization } })
  const refused = [
    [401, '/admin/accounts', {}],
    [403, '/admin/accounts', { authorization, origin: 'https://evil.example' }],
    [403, '/admin/accounts', { authorization, host: 'evil.example' }],
    [404, '/admin/nothing', { authorization }],
    [404, '/pims.nothing', {}],
    [404, '/no/such/path', {}],
    [403, '/pims.authentication.trustedphonenumber', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }],
    [403, '/am/oauth2/authorize', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' }]
  ] as const
  for (const [index, [status, url, headers]] of refused.entries()) {
    t.match((await app.inject({ url: `/sandbox/x${index}${url}`, headers })).statusCode, status, url)
  }
  t.strictSame(app.sandboxes.list().map(({ id }) => id), ['mine', 'default'])

  await app.inject({ url: '/sandbox/x/am/oauth2/authorize', headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' } })
  t.strictSame(app.sandboxes.list().map(({ id }) => id), ['x', 'default'], 'a page that a user opens may')
})

t.test('a URL in absolute form, as proxies get it, has its prefix too', async (t) => {
  t.equal(rewriteUrl({ url: 'http://mock:3000/sandbox/a/health?x=/y', headers: {} }), '/health?x=/y')
  t.equal(rewriteUrl({ url: 'https://mock/health', headers: {} }), '/health')
  const headers = {}
  rewriteUrl({ url: 'HTTP://mock/sandbox/a', headers })
  t.strictSame(headers, { 'x-sandbox': 'a' })
})

t.test('with one seed all sandboxes draw the same codes and ids, and no two the same tokens', async (t) => {
  const { call, admin, get } = await start(t, { SEED: '42' })
  t.match(await get('token', { type: 'cvs', action: 'get' }), { body: { result: { token: '147caccb-8d03-4981-a073-2688d4b63a21' } } }, 'those of the default one are what the seed alone makes')
  await admin('POST', 'reset')
  const draw = async (sandbox: string) => {
    const headers = { authorization: 'Bearer alice', 'x-sandbox': sandbox }
    const sms = await call({ url: '/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678', headers })
    const [code, token] = await Promise.all(['/admin/sms/latest', '/pims.authentication.token?type=cvs&action=get'].map((url) => call({ url, headers })))
    return { id: sms.body?.transactionId, code: code?.body?.code, token: (token?.body?.result as { token: string }).token }
  }
  const drawn = [await draw('default'), await draw('one'), await draw('two')]
  for (const field of ['id', 'code'] as const) t.equal(new Set(drawn.map((each) => each[field])).size, 1, field)
  t.equal(new Set(drawn.map(({ token }) => token)).size, 3)
  await admin('DELETE', 'sandboxes/one')
  t.strictSame(await draw('one'), drawn[1], 'and a sandbox is the same again by its name')
})
