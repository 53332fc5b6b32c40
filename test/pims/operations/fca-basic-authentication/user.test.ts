import t from 'tap'
import { nobody } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

const consent = { marketing: true, profiling: true, thirdpartiesMarketing: true, thirdpartiesProfiling: true }
const person = { firstName: 'Catherine', lastName: 'Dupont', country: 'France', local: 'FR-fr', consent }
const byMail = { action: 'createAccount', isSocial: false, email: 'cathy@example.com', password: 'secret', ...person }
const bySocial = { action: 'createAccount', isSocial: true, social: 'google', ...person }

t.test('createAccount by nobody makes an account of FCA\'s brands with that e-mail address, signs it in, and shows it as its profile', async (t) => {
  const { set, get, admin } = await start(t)
  t.match(await set('user', byMail, nobody), { status: 200 })
  t.match(await get('account', { type: 'username', actionType: 'basic' }, nobody), { body: { result: { username: 'cathy@example.com' } } })
  const { body } = await get('user', { type: 'profile' }, nobody)
  t.match(body, { result: { email: 'cathy@example.com', phoneNumber: '', isRegistered: true, firstName: 'Catherine', lastName: 'Dupont', country: 'France', locale: 'FR-fr', state: '', industry: '' } })
  await set('user', { action: 'logout' }, nobody)
  t.match(await set('user', byMail, nobody), { body: { error: { code: 2102, label: 'Invalid email parameter' } } }, 'no second account of the address')
  t.match(await set('user', { action: 'login', isSocial: false, sessionExpiration: 3600, username: 'cathy@example.com', password: 'other' }, nobody), { body: { error: { code: 2210 } } }, 'the password is kept')
  t.match(await set('user', { action: 'login', isSocial: false, sessionExpiration: 3600, username: 'cathy@example.com', password: 'secret' }, nobody), { status: 200 })
  t.match(await set('user', { action: 'login', isSocial: false, sessionExpiration: 3600, username: 'Cathy@Example.com', password: 'secret' }, nobody), { status: 200 }, 'as a phone writes it')
  t.match(await set('user', { ...byMail, email: 'CATHY@example.com' }, nobody), { body: { error: { code: 2102, label: 'Invalid email parameter' } } }, 'the same address')
  t.match((await admin('GET', 'accounts/alice')).body, { login: 'alice@example.com' })
})

t.test('createAccount by a social network makes the account that X-Login-As names', async (t) => {
  const { call, admin } = await start(t)
  const ask = () => call({ method: 'POST', url: '/pims.authentication.user', headers: { 'x-device-id': 'phone', 'x-login-as': 'cathy' }, payload: bySocial })
  t.match(await ask(), { status: 200 })
  t.match((await admin('GET', 'accounts/cathy')).body, { id: 'cathy', family: 'fca', hasPassword: false, profile: { firstName: 'Catherine' }, gigya: { loginProviders: ['google'] } })
  t.match(await call({ url: '/pims.authentication.user?type=isLogged', headers: { 'x-device-id': 'phone' } }), { body: { result: { isLogged: true } } })
})

t.test('createAccount in the form of FCA\'s brands creates nothing for an account of PSA\'s', async (t) => {
  const { set, admin } = await start(t)
  const before = (await admin('GET', 'accounts')).body
  t.match(await set('user', byMail), { body: { error: { code: 2102 } } })
  t.strictSame((await admin('GET', 'accounts')).body, before)
})

t.test('the profile is the account\'s', async (t) => {
  const { get, admin } = await start(t)
  await admin('PUT', 'accounts/fab', { family: 'fca', customerId: 'AP-1', login: 'fab@example.com', trustedPhoneNumber: '+33639980077' })
  t.match(await get('user', { type: 'profile' }, { as: 'fab' }), { body: { result: { uid: 'AP-1', email: 'fab@example.com', phoneNumber: '+33639980077' } } })
})

t.test('the profile shows what the account says of the person, and whether the address is verified and the profile complete', async (t) => {
  const { get, admin } = await start(t)
  const profile = { firstName: 'Ada', lastName: 'Lovelace', country: 'UK', locale: 'en-GB', state: 'London', industry: 'Mathematics' }
  await admin('PUT', 'accounts/fab', { family: 'fca', profile, gigya: { verified: false, profileComplete: false } })
  t.match((await get('user', { type: 'profile' }, { as: 'fab' })).body?.result, { ...profile, isVerified: false, isRegistered: false })
  await admin('PATCH', 'accounts/fab', { profile: { state: null }, gigya: { verified: true } })
  t.match((await get('user', { type: 'profile' }, { as: 'fab' })).body?.result, { ...profile, state: '', isVerified: true, isRegistered: false })
})

t.test('forgotPassword notes in the account when the mail was asked for, and so in the changes of the journal', async (t) => {
  const { set, admin } = await start(t)
  await admin('PUT', 'accounts/fab', { family: 'fca', login: 'fab@example.com', password: 'Secret-12' })
  await set('user', { action: 'forgotPassword', email: 'fab@example.com' }, { as: 'fab' })
  const at = '2026-01-01T12:00:00.000Z'
  t.match((await admin('GET', 'accounts/fab?secrets=true')).body, { password: 'Secret-12', gigya: { resetMailAt: at } })
  t.match((await admin('GET', 'requests?limit=1')).body, { requests: [{ changes: [{ account: 'fab', field: 'gigya.resetMailAt', from: null, to: at }] }] })
})

t.test('forgotPassword takes the address of an account of FCA\'s brands, and no other', async (t) => {
  const { set, admin } = await start(t)
  await admin('PUT', 'accounts/fab', { family: 'fca', login: 'fab@example.com' })
  t.match(await set('user', { action: 'forgotPassword', email: 'fab@example.com' }, { as: 'fab' }), { status: 200 })
  for (const email of ['alice@example.com', 'nobody@example.com']) {
    t.match(await set('user', { action: 'forgotPassword', email }, { as: 'fab' }), { body: { error: { code: 2102, label: 'Invalid email parameter' } } })
  }
})
