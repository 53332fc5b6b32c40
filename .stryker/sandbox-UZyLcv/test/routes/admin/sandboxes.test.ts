// @ts-nocheck
import t from 'tap'
import { certify, start } from '../../support/start.ts'

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
  t.match(await call({ url: '/sandbox/by-path?x=1' }), { status: 404 })
  t.match(await call({ url: '/sandbox/by-path' }), { status: 404 })
})

t.test('an id that is none is refused', async (t) => {
  const { call } = await start(t)
  for (const url of ['/sandbox/', '/sandbox//health', '/sandbox/a%20b/health', `/sandbox/${'x'.repeat(65)}/health`]) {
    t.match(await call({ url }), { status: 400, body: { message: /is no id of a sandbox/ } }, url)
  }
})

t.test('on the path of a face, an id that is none is refused in the language of the face', async (t) => {
  const { app } = await start(t)
  const refusals = {
    '/pims.authentication.smscode': /^\{"transactionId":"[0-9a-f]{8}-[0-9a-f]{4}","status":"FAILED","error":\{"code":2102,"label":"[^"]*X-Sandbox/,
    '/iwws/MAC?action=ActionSetup': /<err>NOK:SN<\/err>/,
    '/applications/cvs/v4/mauv/car-associations': /^\{"httpCode":"400","httpMessage":"Bad Request","moreInformation":"[^}]*is no id of a sandbox/,
    '/am/oauth2/authorize': /is no id of a sandbox/
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
  t.match(await admin('GET', 'sandboxes/ci-1'), { status: 200, body: { accounts: 14, faults: 0, now: '2026-01-01T12:00:00.000Z' } })
  t.strictSame(ids((await admin('GET', 'sandboxes')).body), ['default', 'ci-1'])

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
  for (const id of ['a', 'b', 'a', 'c']) await call({ url: `/sandbox/${id}/health` })
  t.same(ids((await admin('GET', 'sandboxes')).body).toSorted(), ['a', 'c', 'default'])
})

t.test('a sandbox with a request under way stays, and when all have one the next is refused', async (t) => {
  const { app, call, admin } = await start(t, { MAX_SANDBOXES: '2' })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const client = new AbortController()
  const waiting = fetch(`${app.listeningOrigin}/sandbox/a/admin/sms/latest?wait=30000`, { signal: client.signal }).catch(() => {})
  while (!(await admin('GET', 'sandboxes/a')).body?.kept) await new Promise(setImmediate)

  t.match(await call({ url: '/sandbox/b/health' }), { status: 503, body: { message: /MAX_SANDBOXES/ } })

  client.abort()
  await waiting
  while ((await admin('GET', 'sandboxes/a')).body?.kept) await new Promise(setImmediate)
  t.match(await call({ url: '/sandbox/b/health' }), { status: 200 })
  t.match(await admin('GET', 'sandboxes/a'), { status: 404 })
})
