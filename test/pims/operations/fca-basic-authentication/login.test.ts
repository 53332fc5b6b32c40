import t from 'tap'
import { nobody } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

const login = { action: 'login', isSocial: false, sessionExpiration: 3600, password: 'any' }
const social = { action: 'login', isSocial: true, sessionExpiration: 3600, social: 'google' }

t.test('somebody of FCA\'s brands signs in with username and password, and out again, and the device knows', async (t) => {
  const { admin, get, set } = await start(t)
  await admin('PUT', 'accounts/fab', { family: 'fca', login: 'fab@example.com' })
  const isLogged = async () => (await get('user', { type: 'isLogged' }, nobody)).body?.result
  t.strictSame(await isLogged(), { isLogged: false })
  t.match(await set('user', { ...login, username: 'fab@example.com' }, nobody), { status: 200 })
  t.strictSame(await isLogged(), { isLogged: true })
  t.match(await get('account', { type: 'username', actionType: 'basic' }, nobody), { body: { result: { username: 'fab@example.com' } } })
  t.match(await set('user', { action: 'logout' }, nobody), { status: 200 })
  t.strictSame(await isLogged(), { isLogged: false })
})

t.test('a login in the form of FCA\'s brands signs nobody of PSA\'s in', async (t) => {
  const { admin, get, set } = await start(t)
  await admin('PUT', 'accounts/fab', { family: 'fca' })
  for (const [form, as] of [[{ ...login, username: 'alice@example.com' }, nobody], [{ ...login, username: 'alice@example.com' }, { as: 'fab' }], [{ ...login, username: 'nobody' }, { as: 'fab' }], [social, nobody]] as const) {
    t.match(await set('user', form, as), { body: { error: { code: 2102 } } })
  }
  t.match(await get('user', { type: 'isLogged' }, nobody), { body: { result: { isLogged: false } } })
})

t.test('a login by a social network signs in whom X-Login-As names', async (t) => {
  const { admin, call } = await start(t)
  await admin('PUT', 'accounts/fab', { family: 'fca', login: 'fab@example.com' })
  const ask = (loginAs: string) => call({ method: 'POST', url: '/pims.authentication.user', headers: { 'x-device-id': 'phone', 'x-login-as': loginAs }, payload: social })
  t.match(await ask('alice'), { status: 400, body: { error: { code: 2102 } } })
  t.match(await call({ url: '/pims.authentication.user?type=isLogged', headers: { 'x-device-id': 'phone' } }), { body: { result: { isLogged: false } } })
  t.match(await ask('fab'), { status: 200 })
  t.match(await call({ url: '/pims.authentication.user?type=isLogged', headers: { 'x-device-id': 'phone' } }), { body: { result: { isLogged: true } } })
})

t.test('an account that is blocked is locked out (2383), by both ways of signing in', async (t) => {
  const { admin, get, set, call } = await start(t)
  await admin('PUT', 'accounts/fab', { family: 'fca', login: 'fab@example.com', blocked: 'AccountBlocked' })
  t.match(await set('user', { ...login, username: 'fab@example.com' }, nobody), { body: { error: { code: 2383 } } })
  t.match(await call({ method: 'POST', url: '/pims.authentication.user', headers: { 'x-login-as': 'fab' }, payload: social }), { body: { error: { code: 2383 } } })
  t.match(await get('user', { type: 'isLogged' }, nobody), { body: { result: { isLogged: false } } })
  await admin('PATCH', 'accounts/fab', { blocked: 'PinBlocked' })
  t.match(await set('user', { ...login, username: 'fab@example.com' }, nobody), { status: 200 })
})
