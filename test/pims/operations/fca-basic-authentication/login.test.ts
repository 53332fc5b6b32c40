import t, { type Test } from 'tap'
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

const fab = { family: 'fca', login: 'fab@example.com', password: 'Secret-12', inwebo: { activated: true } }

/** An account of FCA's brands, and its two ways of signing in. */
async function startWith (t: Test, account: object = {}) {
  const started = await start(t)
  await started.admin('PUT', 'accounts/fab', { ...fab, ...account })
  const { set, call, get } = started
  return {
    ...started,
    byPassword: (password = 'Secret-12') => set('user', { ...login, username: 'fab@example.com', password }, nobody),
    by: (network: string) => call({ method: 'POST', url: '/pims.authentication.user', headers: { 'x-login-as': 'fab' }, payload: { ...social, social: network } }),
    isLogged: async () => (await get('user', { type: 'isLogged' }, nobody)).body?.result
  }
}

t.test('a wrong password is 2210 and signs nobody in, the right one signs in and ends the row of wrong ones', async (t) => {
  const { byPassword, isLogged, admin } = await startWith(t)
  for (const wrong of ['Secret-1', 'secret-12', 'Secret-123']) t.match(await byPassword(wrong), { body: { error: { code: 2210, label: 'error.gigyaSessionError' } } })
  t.strictSame(await isLogged(), { isLogged: false })
  t.match((await admin('GET', 'accounts/fab')).body, { gigya: { passwordErrors: 3, lockedUntil: null } })
  t.match(await byPassword(), { status: 200 })
  t.strictSame(await isLogged(), { isLogged: true })
  t.match((await admin('GET', 'accounts/fab')).body, { gigya: { passwordErrors: 0 } })
})

t.test('the fifth wrong password locks out for five minutes, by either way (2383), then there are five again', async (t) => {
  const { byPassword, by, admin } = await startWith(t)
  for (let tries = 0; tries < 4; tries++) t.match(await byPassword('wrong-12'), { body: { error: { code: 2210 } } })
  t.match(await byPassword('wrong-12'), { body: { error: { code: 2383 } } })
  t.match((await admin('GET', 'accounts/fab')).body, { gigya: { lockedUntil: '2026-01-01T12:05:00.000Z' }, meets: [{ code: 2383, why: /locked out until 2026-01-01T12:05/ }] })
  for (const answer of [await byPassword(), await by('google')]) t.match(answer, { body: { error: { code: 2383 } } })
  await admin('PUT', 'clock', { advance: 'PT4M59S' })
  t.match(await byPassword(), { body: { error: { code: 2383 } } })
  await admin('PUT', 'clock', { advance: 'PT1S' })
  t.match((await admin('GET', 'accounts/fab')).body, { meets: [] })
  t.match(await byPassword('wrong-12'), { body: { error: { code: 2210 } } })
  t.match(await byPassword(), { status: 200 })
  t.match((await admin('GET', 'accounts/fab')).body, { gigya: { passwordErrors: 0, lockedUntil: null } })
})

t.test('an address that is not verified is 2384, an incomplete profile 2389, whichever way somebody signs in; a wrong password comes first', async (t) => {
  const { byPassword, by, admin } = await startWith(t, { gigya: { verified: false, profileComplete: false } })
  t.match((await admin('GET', 'accounts/fab')).body?.meets, [{ code: 2384 }, { code: 2389 }])
  t.match(await byPassword('wrong-12'), { body: { error: { code: 2210 } } })
  for (const answer of [await byPassword(), await by('google')]) t.match(answer, { body: { error: { code: 2384 } } })
  await admin('PATCH', 'accounts/fab', { gigya: { verified: true } })
  for (const answer of [await byPassword(), await by('google')]) t.match(answer, { body: { error: { code: 2389 } } })
  await admin('PATCH', 'accounts/fab', { gigya: { profileComplete: true } })
  for (const answer of [await byPassword(), await by('google')]) t.match(answer, { status: 200 })
})

t.test('another social network than those of the account is 2388 where it has a password too, else 2387, as is a password', async (t) => {
  const { byPassword, by, admin } = await startWith(t, { gigya: { loginProviders: ['site', 'google'] } })
  t.match(await by('google'), { status: 200 })
  t.match(await by('yahoo'), { body: { error: { code: 2388 } } })
  await admin('PATCH', 'accounts/fab', { gigya: { loginProviders: ['google'] } })
  t.match(await by('yahoo'), { body: { error: { code: 2387 } } })
  t.match(await byPassword(), { body: { error: { code: 2387 } } })
  t.match(await by('google'), { status: 200 })
})

t.test('fca signs in with its password, fca-unverified is 2384 with its own', async (t) => {
  const { set, admin } = await start(t)
  for (const [id, answer] of [['fca', { status: 200 }], ['fca-unverified', { body: { error: { code: 2384 } } }]] as const) {
    const { body } = await admin('GET', `accounts/${id}?secrets=true`)
    t.match(await set('user', { ...login, username: body?.login, password: body?.password }, nobody), answer)
    t.match(await set('user', { ...login, username: body?.login, password: 'wrong' }, nobody), { body: { error: { code: 2210 } } })
  }
})

t.test('the journal says why a login was refused, and what to do', async (t) => {
  const { byPassword, by, admin } = await startWith(t, { gigya: { loginProviders: ['site', 'google'], passwordErrors: 3 } })
  const reason = async () => ((await admin('GET', 'requests?limit=1')).body as { requests: [{ reason: string }] }).requests[0].reason
  await byPassword('wrong-12')
  t.equal(await reason(), 'the password is not that of fab: wrong password 4 of 5')
  await by('yahoo')
  t.equal(await reason(), 'fab signs in with site, google, not with yahoo (gigya.loginProviders): the address has an account with a password already')
  await byPassword('wrong-12')
  t.equal(await reason(), 'the password is not that of fab: wrong password 5 of 5, so it is locked out until 2026-01-01T12:05:00.000Z')
  await admin('PATCH', 'accounts/fab', { blocked: 'AccountBlocked' })
  await by('google')
  t.equal(await reason(), 'fab is blocked (AccountBlocked)')
  await admin('PUT', 'accounts/fab', { family: 'fca', gigya: { loginProviders: ['google'] } })
  await by('yahoo')
  t.equal(await reason(), 'fab signs in with google, not with yahoo (gigya.loginProviders): sign in with that and link yahoo to it')
})
