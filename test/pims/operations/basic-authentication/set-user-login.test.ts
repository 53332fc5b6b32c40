import t from 'tap'
import { nobody, on } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

const login = { action: 'login' }
const username = { type: 'username', actionType: 'basic' }
const unsigned = (headers: Record<string, string> = {}) => ({ headers: { ...nobody.headers, ...headers } })

t.test('signs in on one device, for messages that carry no token', async (t) => {
  const { get, set } = await start(t)
  t.match(await set('user', login, unsigned()), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match(await get('account', username, unsigned()), { body: { result: { username: 'alice@example.com' } } })
  t.match(await get('account', username, unsigned({ 'x-device-id': 'another' })), { body: { error: { code: 2301 } } })
  t.match(await get('account', username, on('device-1', 'bob')), { body: { result: { username: 'bob@example.com' } } }, 'a token comes first')
  t.match(await get('account', username, on('device-1', 'nobody-known')), { body: { error: { code: 2301 } } }, 'a bad one too')
})

t.test('X-Login-As says who, by id or login; whoever is signed in stays otherwise', async (t) => {
  const { get, set } = await start(t)
  await set('user', login, unsigned({ 'x-login-as': 'bob@example.com' }))
  await set('user', login, unsigned())
  t.match(await get('account', username, unsigned()), { body: { result: { username: 'bob@example.com' } } })
  t.match(await set('user', login, unsigned({ 'x-login-as': 'nobody' })), { body: { error: { code: 2102, label: 'Invalid X-Login-As parameter' } } })
})

t.test('without accounts there is nobody to sign in: 2368', async (t) => {
  const { set, admin } = await start(t)
  const { accounts } = (await admin('GET', 'accounts')).body as { accounts: { id: string }[] }
  for (const { id } of accounts) {
    t.match(await set('user', login, unsigned({ 'x-device-id': id })), { status: 200 })
    await admin('DELETE', `accounts/${id}`)
  }
  t.match(await set('user', login, unsigned()), { body: { error: { code: 2368 } } })
})

t.test('a fault can hit the login of one account', async (t) => {
  const { set, admin } = await start(t)
  await admin('PUT', 'faults', { match: { operation: 'login', account: 'bob' }, effect: { error: 2368 } })
  t.match(await set('user', login, unsigned({ 'x-login-as': 'bob' })), { body: { error: { code: 2368 } } })
  t.match(await set('user', login, unsigned({ 'x-login-as': 'carol' })), { status: 200 })
})

t.test('a fault and the journal know who logs in by the account, whether its id or its login was entered', async (t) => {
  const { set, admin } = await start(t)
  await admin('POST', 'faults', { match: { account: 'bob' }, effect: { error: 2368 } })
  for (const entered of ['bob', 'bob@example.com']) {
    t.match(await set('user', login, unsigned({ 'x-login-as': entered })), { body: { error: { code: 2368 } } }, entered)
  }
  t.match((await admin('GET', 'requests', undefined)).body, { requests: [{ account: 'bob' }, { account: 'bob' }] })
})
