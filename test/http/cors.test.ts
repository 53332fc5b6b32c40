import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { browserTest } from '../support/browser.ts'
import { start } from '../support/start.ts'

const fromPage = { origin: 'capacitor://localhost', 'sec-fetch-site': 'cross-site' }
/** One address of each face. */
const addresses = [
  '/pims.authentication.trustedphonenumber',
  '/iwws/MAC?action=x',
  '/am/oauth2/access_token',
  '/applications/cvs/v1/mauth/car-associations',
  '/admin/sms',
  '/sandbox/new/pims.authentication.trustedphonenumber',
  '/sandbox/newer/admin/accounts',
  '/no/such/path'
]

t.test('without CORS no answer is for pages of other sites, and OPTIONS is a request like any other', async (t) => {
  const { call, app } = await start(t)
  for (const url of addresses) {
    const { headers } = await app.inject({ url, headers: fromPage })
    t.strictSame(Object.keys(headers).filter((name) => name.startsWith('access-control')), [], url)
  }
  t.match(await app.inject({ method: 'OPTIONS', url: '/pims.authentication.trustedphonenumber' }), { statusCode: 404 })
  t.match(await call({ url: '/admin/requests?unrouted=true' }), { body: { requests: [{ path: '/pims.authentication.trustedphonenumber' }, { path: '/no/such/path' }] } })
})

t.test('with CORS=true every face and the admin API answer pages of any site, and tell them why they were refused', async (t) => {
  const { app } = await start(t, { CORS: 'true' })
  for (const url of addresses) {
    const { statusCode, headers } = await app.inject({ url, headers: fromPage })
    t.not(statusCode, 403, url)
    t.match(headers, { 'access-control-allow-origin': 'capacitor://localhost', 'access-control-allow-credentials': 'true', 'access-control-expose-headers': 'X-Mock-Reason, X-Mock-Forgotten, X-Transaction-Id, X-Mock-Instance', vary: /Origin/ }, url)
  }
  t.equal((await app.inject({ url: addresses[0] ?? '' })).headers['access-control-allow-origin'], undefined, 'what is no page needs no permission')
})

t.test('a preflight is answered for every path, and is no request: not in the journal, and of no sandbox', async (t) => {
  const { app, admin } = await start(t, { CORS: 'true', ADMIN_TOKEN: 'secret' })
  for (const url of addresses) {
    const preflight = await app.inject({ method: 'OPTIONS', url, headers: { ...fromPage, 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'authorization,x-fault' } })
    t.match(preflight, { statusCode: 204, payload: '', headers: { 'access-control-allow-origin': fromPage.origin, 'access-control-allow-methods': /PATCH/, 'access-control-allow-headers': 'authorization,x-fault' } }, url)
  }
  const authorization = { authorization: 'Bearer secret' }
  t.match((await app.inject({ url: '/admin/requests', headers: authorization })).json(), { requests: [] })
  t.match((await app.inject({ url: '/admin/sandboxes', headers: authorization })).json<{ sandboxes: object[] }>().sandboxes, { length: 1 })
  t.match(await admin('GET', 'sms'), { status: 401 }, 'the token is still asked for')
})

t.test('the admin API keeps to its own host names: they are what DNS rebinding needs', async (t) => {
  const { app } = await start(t, { CORS: 'true' })
  t.match(await app.inject({ url: '/admin/sms', headers: { ...fromPage, host: 'evil.example' } }), { statusCode: 403 })
})

browserTest('a page of another site gets messages, reasons, events and broken JSON', async (t, { origin, open }) => {
  const site = createServer((_request, response) => { response.end('<title>another site</title>') }).listen(0, '127.0.0.1')
  t.teardown(() => site.close())
  await once(site, 'listening')
  const page = await open(`http://localhost:${(site.address() as AddressInfo).port}/`, {}, 'html')
  const ask = async (path: string, headers: Record<string, string> = {}) => await page.evaluate(async ({ url, headers }) => {
    const response = await fetch(url, { headers })
    return { status: response.status, reason: response.headers.get('x-mock-reason'), text: await response.text() }
  }, { url: origin + path, headers })

  t.match(await ask('/pims.authentication.trustedphonenumber', { authorization: 'Bearer alice' }), { status: 200, text: /SUCCEEDED/ })
  t.match(await ask('/pims.authentication.trustedphonenumber', { authorization: 'Bearer zoe' }), { status: 401, reason: /no such access token/ })
  t.match(await ask('/sandbox/web/pims.authentication.trustedphonenumber', { authorization: 'Bearer alice', 'x-fault': '{"transport":"malformed"}' }), { status: 200, text: /^\{"transactionId":"[^"]+","status":"SUCC$/ })
  t.match(await ask('/admin/requests'), { status: 200, text: /no such access token/ })
  t.equal(await page.evaluate(async (url) => await new Promise((resolve) => {
    const events = new EventSource(url)
    events.onopen = () => { events.close(); resolve('open') }
    events.onerror = () => { events.close(); resolve('refused') }
  }), `${origin}/admin/events`), 'open')
}, { CORS: 'true' })
