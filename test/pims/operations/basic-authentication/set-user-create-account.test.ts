import t from 'tap'
import { nobody } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

const create = { action: 'createAccount' }
const username = { type: 'username', actionType: 'basic' }
const typing = (typed: string) => ({ headers: { ...nobody.headers, 'x-login-as': typed } })

t.test('makes an account and signs it in on the device', async (t) => {
  const { get, set, admin } = await start(t)
  t.match(await set('user', create, nobody), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match(await get('account', username, nobody), { body: { result: { username: /^user-[0-9a-f]{8}@example.com$/ } } })
  t.match(await set('user', create, typing('dave')), { status: 200 })
  t.match((await admin('GET', 'accounts/dave')).body, { login: 'dave@example.com', trustedPhoneNumber: null, devices: [], hasPin: false })
})

t.test('X-Login-As must be a new id', async (t) => {
  const { set } = await start(t)
  for (const typed of ['alice', '-']) {
    t.match(await set('user', create, typing(typed)), { status: 400, body: { error: { code: 2102, label: 'Invalid X-Login-As parameter' } } })
  }
})

t.test('a page that the user leaves is 2368, by a fault', async (t) => {
  const { set, admin } = await start(t)
  const before = (await admin('GET', 'accounts')).body
  t.match(await set('user', create, { headers: { ...nobody.headers, 'x-fault': '2368' } }), { body: { error: { code: 2368, label: 'WebView canceled' } } })
  t.strictSame((await admin('GET', 'accounts')).body, before)
})
