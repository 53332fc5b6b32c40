import { X509Certificate } from 'node:crypto'
import { hostname } from 'node:os'
import t from 'tap'
import { generateCertificate } from '../../../src/tls/self-signed.ts'
import { start, type Started } from '../../support/start.ts'

const reset = ({ call }: Started, headers: Record<string, string>, payload?: string) =>
  call({ method: 'POST', url: '/admin/reset', headers: { host: 'localhost:3000', ...headers }, ...(payload !== undefined && { payload }) })

t.test('pages of other sites are refused, and what is no page, or a page of this server, is not', async (t) => {
  const kit = await start(t)
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:8080' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' }
  ]
  for (const headers of foreign) t.match(await reset(kit, headers), { status: 403, body: { message: /Pages of another site/ } }, JSON.stringify(headers))
  for (const headers of [{}, { origin: 'http://localhost:3000' }, { 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }]) {
    t.match(await reset(kit, headers), { status: 204 }, JSON.stringify(headers))
  }
  t.match(await kit.call({ url: '/sandbox/a/admin/state', headers: { origin: 'https://evil.example' } }), { status: 403 }, 'in every sandbox')
})

t.test('a body that is not JSON is refused: a form needs no permission of the browser to send one', async (t) => {
  const kit = await start(t)
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml']) {
    const { status, body } = await kit.call({ method: 'POST', url: '/admin/faults', headers: { 'content-type': type }, payload: '{"effect":{"error":2310}}' })
    t.match({ status, body }, { status: 415, body: { message: /content-type: application\/json/ } }, type)
  }
  t.match(await kit.admin('GET', 'faults'), { body: { faults: [] } })
})

t.test('no answer allows another site to read it', async (t) => {
  const kit = await start(t)
  const answers = [
    await kit.admin('GET', 'accounts'),
    await kit.call({ url: '/admin/accounts', headers: { origin: 'https://evil.example' } }),
    await kit.call({ method: 'OPTIONS', url: '/admin/accounts', headers: { origin: 'https://evil.example', 'access-control-request-method': 'PUT' } })
  ]
  for (const { headers } of answers) t.strictSame(Object.keys(headers).filter((name) => name.startsWith('access-control')), [])
})

t.test('where an ADMIN_TOKEN is set, every request of the admin API needs it, and of no other face', async (t) => {
  const kit = await start(t, { ADMIN_TOKEN: 's3cret-token' })
  for (const authorization of [undefined, 'Bearer wrong', 'Bearer s3cret-tokem', 'Bearer', 'Basic s3cret-token', 's3cret-token']) {
    for (const url of ['/admin/accounts', '/sandbox/a/admin/state', '/admin/events']) {
      const answer = await kit.call({ url, headers: authorization === undefined ? {} : { authorization } })
      t.match(answer, { status: 401, body: { message: /Authorization: Bearer \{ADMIN_TOKEN\}/ } }, `${String(authorization)} ${url}`)
    }
  }
  t.match(await kit.call({ url: '/admin/accounts', headers: { authorization: 'Bearer s3cret-token' } }), { status: 200 })
  t.match(await kit.get('trustedphonenumber'), { status: 200 })
  t.match(await kit.call({ url: '/health' }), { status: 200 })
})

t.test('the admin API answers to an address, a name without a dot, and the names of this server only', async (t) => {
  const { call } = await start(t, { ADMIN_HOSTS: 'mock.test, *.lab.test', TLS_NAMES: 'phone.example' })
  const status = async (host: string) => (await call({ url: '/admin/clock', headers: { host } })).status
  const own = [
    'localhost', 'localhost:3000', 'LOCALHOST', '127.0.0.1:3000', '192.168.1.7', '[::1]:3000', 'pims-mock', 'pims-mock:3000', 'a.localhost',
    'otp.mpsa.com', 'host.docker.internal:3000', 'phone.example', 'mock.test', 'mock.test.', 'a.lab.test:80'
  ]
  for (const host of own) t.equal(await status(host), 200, host)
  for (const host of ['evil.example', 'evil.example:3000', 'localhost.evil.example', '127.0.0.1.evil.example', 'a.b.lab.test', 'lab.test', 'mock.test.evil.example']) t.equal(await status(host), 403, host)

  t.match(await call({ url: '/admin/clock', headers: { host: 'evil.example:3000', origin: 'http://evil.example:3000', 'sec-fetch-site': 'same-origin' } }), {
    status: 403,
    body: { message: 'The admin API does not answer to the host "evil.example". Use an address or localhost, or start the server with ADMIN_HOSTS=evil.example.' }
  })
  t.match(await call({ url: '/pims.authentication.trustedphonenumber', headers: { host: 'evil.example', authorization: 'Bearer alice' } }), { status: 200 }, 'other faces answer to any host')
})

t.test('the admin API answers to the name of its machine in the local network, and to no other there', async (t) => {
  const { call } = await start(t)
  const own = `${hostname().replace(/\..*/, '')}.local`
  t.equal((await call({ url: '/admin/sdk-config', headers: { host: `${own}:3000` } })).status, 200, own)
  t.match(await call({ url: '/admin/sdk-config', headers: { host: 'neighbour-of-mine.local:3000' } }), { status: 403, body: { message: /ADMIN_HOSTS=neighbour-of-mine\.local/ } })
})

t.test('where a proxy shows the server (PUBLIC_URL), its host and its pages are the server\'s own', async (t) => {
  const kit = await start(t, { PUBLIC_URL: 'https://mocks.example.test:8443/mock' })
  t.equal((await kit.call({ url: '/admin/clock', headers: { host: 'mocks.example.test:8443' } })).status, 200)
  t.equal((await reset(kit, { origin: 'https://mocks.example.test:8443', 'sec-fetch-site': 'same-origin' })).status, 204, 'where the proxy passes on another host')
  for (const origin of ['http://mocks.example.test:8443', 'https://mocks.example.test', 'https://example.test:8443']) t.equal((await reset(kit, { origin })).status, 403, origin)
  t.equal((await reset(kit, { origin: 'https://mocks.example.test:8443', 'sec-fetch-site': 'cross-site' })).status, 403)
})

t.test('the certificate of the CA is public', async (t) => {
  const { authority } = await generateCertificate(['localhost'], Date.now())
  const { app } = await start(t, { ADMIN_TOKEN: 's3cret-token' }, () => {}, { authority })
  for (const url of ['/admin/ca.pem', '/admin/ca.crt']) {
    const { statusCode, rawPayload } = await app.inject({ url, headers: { host: 'phone.example' } })
    t.equal(statusCode, 200, url)
    t.match(new X509Certificate(rawPayload).subject, /pims-mock/, url)
  }
})

t.test('no cache keeps an answer of the admin API, whatever it says', async (t) => {
  const { call } = await start(t)
  for (const url of ['/admin/state', '/admin/sms', '/admin/sms/latest', '/admin/nothing', '/admin/overview', '/sandbox/other/admin/requests']) {
    t.equal((await call({ url })).headers['cache-control'], 'no-store', url)
  }
  t.equal((await call({ url: '/admin/state', headers: { host: 'evil.example' } })).headers['cache-control'], 'no-store', 'a refusal')
})
