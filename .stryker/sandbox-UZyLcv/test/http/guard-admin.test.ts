// @ts-nocheck
import t from 'tap'
import { start, type Started } from '../support/start.ts'

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
