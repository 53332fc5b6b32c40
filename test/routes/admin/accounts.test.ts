import t from 'tap'
import { Tokens } from '../../../src/oauth/tokens.ts'
import { MAX_OWN_ACCOUNTS } from '../../../src/sandbox/accounts/accounts.ts'
import { start } from '../../support/start.ts'

const inOrder = {
  activated: false,
  services: 1,
  access: 'granted',
  libraryVersion: '0.2.11',
  minLibraryVersion: '0.2.0',
  synchronised: true,
  postSync: 'ok',
  upgradable: false
}

t.test('shows the fixtures, without their PINs', async (t) => {
  const { admin } = await start(t)
  const { text, body } = await admin('GET', 'accounts')
  const ids = (body?.accounts as Array<{ id: string }>).map(({ id }) => id)
  t.strictSame(ids.slice(0, 3), ['alice', 'bob', 'carol'])
  t.match(body, { total: ids.length })
  t.notMatch(text, '"pin"')
  t.strictSame(Object.keys((await admin('GET', 'accounts/alice')).body ?? {}).slice(0, 14), ['id', 'login', 'customerId', 'brand', 'trustedPhoneNumber', 'hasPin', 'pinErrors', 'blocked', 'enrollments', 'otpCount24h', 'devices', 'inwebo', 'application', 'vehicles'])
})

t.test('pages by limit and after', async (t) => {
  const { admin } = await start(t)
  const page = async (query: string) => ((await admin('GET', `accounts?${query}`)).body?.accounts as Array<{ id: string }>).map(({ id }) => id)
  t.strictSame(await page('limit=2'), ['alice', 'bob'])
  t.strictSame(await page('limit=1&after=bob'), ['carol'])
  t.match(await admin('GET', 'accounts?after=nobody'), { status: 404 })
})

t.test('PUT makes an account of what is given, with defaults for the rest, or replaces one', async (t) => {
  const { admin, get } = await start(t)
  t.match(await admin('PUT', 'accounts/dave', {}), {
    status: 201,
    body: { id: 'dave', login: 'dave@example.com', trustedPhoneNumber: null, hasPin: false, blocked: 'NotBlocked', devices: [], inwebo: inOrder }
  })
  t.match(await admin('PUT', 'accounts/dave', { trustedPhoneNumber: '06 39 98 00 44', pin: '9876', devices: [{ id: 'd' }] }), {
    status: 200,
    body: { trustedPhoneNumber: '+33639980044', hasPin: true, enrollments: 1, devices: [{ id: 'd', name: 'd', enabled: true, enrolledAt: '2026-01-01T12:00:00.000Z' }], inwebo: { activated: true } }
  })
  t.match(await get('trustedphonenumber', {}, { as: 'dave' }), { body: { result: { phoneNumber: '0639980044' } } })
})

t.test('what GET shows can be PUT back', async (t) => {
  const { admin } = await start(t)
  const before = (await admin('GET', 'accounts/alice')).body ?? {}
  t.match(await admin('PUT', 'accounts/alice', before), { status: 200 })
  t.strictSame((await admin('GET', 'accounts/alice')).body, { ...before, fixture: 'changed' }, 'but that its limits are its own now')
})

t.test('PATCH is a JSON merge patch', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('PATCH', 'accounts/alice', { inwebo: { synchronised: false }, trustedPhoneNumber: null }), {
    status: 200,
    body: { trustedPhoneNumber: null, inwebo: { synchronised: false, activated: true }, login: 'alice@example.com', hasPin: true }
  })
  t.match(await admin('PATCH', 'accounts/alice', { inwebo: null, pin: null }), { body: { inwebo: { synchronised: true }, hasPin: false } })
  t.match(await admin('PATCH', 'accounts/nobody', {}), { status: 404 })
})

t.test('a PIN is shown to who asks for secrets, of one account, and to nobody else', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('GET', 'accounts/alice?secrets=true'), { status: 200, body: { hasPin: true, pin: '1234' } })
  await admin('PATCH', 'accounts/alice', { pin: '471100' })
  t.match(await admin('GET', 'accounts/alice?secrets=true'), { body: { pin: '471100' } })
  for (const path of ['accounts/alice', 'accounts/alice?secrets=false', 'accounts', 'accounts/bob?secrets=true', 'overview']) t.notMatch((await admin('GET', path)).text, '"pin"', path)
  t.notMatch((await admin('PATCH', 'accounts/alice', { pinErrors: 1 })).text, '"pin"')
  const shown = (await admin('GET', 'accounts/alice?secrets=true')).body ?? {}
  t.match(await admin('PUT', 'accounts/alice', shown), { status: 200 }, 'what it showed can be sent back')
  t.match(await admin('GET', 'accounts?secrets=true'), { status: 400 })
})

t.test('a PIN is set by pin, removed by hasPin: false, and never shown', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('PATCH', 'accounts/bob', { pin: '4711' }), { body: { hasPin: true } })
  t.match(await admin('PATCH', 'accounts/bob', { hasPin: false }), { body: { hasPin: false } })
  t.match(await admin('PATCH', 'accounts/bob', { hasPin: true }), { status: 422, body: { message: /there is no PIN. Send it as pin/ } })
  t.match(await admin('PATCH', 'accounts/bob', { hasPin: false, pin: '4711' }), { status: 422 })
  t.match(await admin('PUT', 'accounts/bob', { pin: '12' }), { status: 400, body: { message: /^pin must be a string that matches/ } })
})

t.test('DELETE removes the account, its token and its codes', async (t) => {
  const { admin, get, set } = await start(t, { SMS_CODE: '1234' })
  await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
  const alice = (await admin('GET', 'accounts/alice')).body ?? {}

  t.match(await admin('GET', 'accounts/bobb'), { status: 404, body: { message: /There is no account "bobb"\. Did you mean bob\? GET/ } })
  t.match(await admin('DELETE', 'accounts/alice'), { status: 204 })
  t.match(await admin('DELETE', 'accounts/alice'), { status: 404, body: { message: /There is no account "alice"/ } })
  t.match(await get('trustedphonenumber'), { status: 401 })

  t.match(await admin('PUT', 'accounts/alice', alice), { status: 422 }, 'its PIN went with it')
  t.match(await admin('PUT', 'accounts/alice', { ...alice, hasPin: false }), { status: 201 })
  t.match(await set('smscode', { type: 'modifyPhoneNumber', smsCode: '1234', phoneNumber: '0612345678' }), { body: { error: { code: 2311 } } })
})

t.test('what cannot be an account is refused, with the field and what it takes, and nothing changes', async (t) => {
  const { admin } = await start(t)
  const refusals = [
    [{ blocked: 'Maybe' }, 400, 'blocked must be one of NotBlocked, PinBlocked, AccountBlocked, Unknown, not "Maybe".'],
    [{ pinErrors: -1 }, 400, /^pinErrors must be an integer from 0 to 1000000, not -1/],
    [{ inwebo: { access: 'denied' } }, 400, 'inwebo.access must be one of granted, refused, not "denied".'],
    [{ colour: 'red' }, 400, /^colour is not known here; id, .* are\.$/],
    [{ devices: [{}] }, 400, /^devices.0.id is missing/],
    [{ devices: [{ id: 'a' }, { id: 'a' }] }, 422, /^devices\.1\.id repeats "a"\. Give each device an id of its own/],
    [{ devices: [{ id: 'a', enrolledAt: '2026-99-99T99:99:99Z' }] }, 422, /^devices\.0\.enrolledAt "2026-99-99T99:99:99Z" is not a time/],
    [{ trustedPhoneNumber: '12' }, 422, /"12" is not a possible phone number/],
    [{ id: 'bob' }, 422, /The path says account "alice", the body "bob"/],
    [[], 400, /^the body must be an object/]
  ] as const
  for (const [body, status, message] of refusals) {
    t.match(await admin('PUT', 'accounts/alice', body), { status, body: { statusCode: status, message } }, JSON.stringify(body))
  }
  t.match(await admin('PATCH', 'accounts/alice', { blocked: 'Maybe' }), { status: 400, body: { message: /^After the patch, blocked must be one of/ } })
  t.match(await admin('PUT', 'accounts/%20', {}), { status: 400 })
  t.match(await admin('GET', 'accounts/alice'), { body: { blocked: 'NotBlocked', trustedPhoneNumber: '+33639980001' } })
})

t.test('a password is kept as it is written, shown only among secrets, and taken away by hasPassword: false', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('PUT', 'accounts/fab', { family: 'fca', password: 'Secret-12' }), { status: 201, body: { hasPassword: true } })
  for (const path of ['accounts/fab', 'accounts', 'overview', 'events?limit=5']) t.notMatch((await admin('GET', path)).text, 'Secret-12', path)
  t.match((await admin('GET', 'accounts/fab?secrets=true')).body, { password: 'Secret-12' })
  await admin('PUT', 'accounts/fab', (await admin('GET', 'accounts/fab')).body)
  t.match((await admin('GET', 'accounts/fab?secrets=true')).body, { password: 'Secret-12' }, 'what was shown may be sent back')
  t.match(await admin('PATCH', 'accounts/fab', { hasPassword: false }), { body: { hasPassword: false } })
  t.match(await admin('PATCH', 'accounts/fab', { hasPassword: true }), { status: 422, body: { message: 'hasPassword is true, but there is no password. Send it as password, one line of at most 200 characters.' } })
  t.match(await admin('PATCH', 'accounts/fab', { hasPassword: false, password: 'x' }), { status: 422, body: { message: 'hasPassword is false, but a password is given. Send one or the other.' } })
})

t.test('an account of FCA\'s brands has an account at Gigya, in order where nothing else is said; a wrong field is refused with its name', async (t) => {
  const { admin } = await start(t)
  t.notOk('gigya' in ((await admin('GET', 'accounts/alice')).body ?? {}))
  t.match(await admin('PATCH', 'accounts/alice', { family: 'fca' }), { body: { gigya: { verified: true, profileComplete: true, passwordErrors: 0, lockedUntil: null, resetMailAt: null } } })
  for (const [gigya, status, message] of [
    [{ lockedUntil: '2026-02-31T00:00:00Z' }, 422, /^gigya\.lockedUntil "2026-02-31T00:00:00Z" is not a time/],
    [{ loginProviders: [] }, 400, /gigya\.loginProviders/],
    [{ loginProviders: ['myspace'] }, 400, /gigya\.loginProviders/],
    [{ verifed: true }, 400, /gigya/]
  ] as const) t.match(await admin('PATCH', 'accounts/alice', { gigya }), { status, body: { message } })
  t.match((await admin('GET', 'accounts/alice')).body, { gigya: { lockedUntil: null } })
})

t.test('a sandbox takes so many accounts of its own, and not one more', async (t) => {
  const { admin, sandbox } = await start(t)
  const { accounts } = sandbox()
  const alice = accounts.get('alice')
  if (alice === undefined) throw new Error('no alice')
  const fixtures = accounts.size
  for (let made = 0; !accounts.full; made++) accounts.put({ ...alice, id: `own-${made}`, trustedPhoneNumber: null, devices: [] })
  t.equal(accounts.changes.put.length, MAX_OWN_ACCOUNTS + fixtures)
  t.match(await admin('PUT', 'accounts/dave', {}), { status: 507, body: { message: `A sandbox takes ${MAX_OWN_ACCOUNTS} accounts of its own. Delete some, or use another sandbox.` } })
  t.match(await admin('PUT', 'accounts/own-0', {}), { status: 200 })
  t.match(await admin('DELETE', 'accounts/own-1'), { status: 204 })
  t.match(await admin('PUT', 'accounts/dave', {}), { status: 201 })
})

t.test('an account that is made again has none of the tokens and sessions of the one deleted', async (t) => {
  const { admin, get, set, call, sandbox } = await start(t)
  const phone = { headers: { 'x-device-id': 'phone', authorization: '' } }
  await set('user', { action: 'login' }, { headers: { ...phone.headers, 'x-login-as': 'alice' } })
  const username = () => get('account', { action: 'username', actionType: 'basic' }, phone)
  const { value } = sandbox().part(Tokens).issue('access', { id: 'alice' }, 'openid')
  const number = () => call({ url: '/pims.authentication.trustedphonenumber', headers: { authorization: `Bearer ${value}` } })
  t.match([await username(), await number()], [{ status: 200 }, { status: 200 }])

  await admin('DELETE', 'accounts/alice')
  await admin('PUT', 'accounts/alice', { trustedPhoneNumber: '0639980001' })
  t.match([await username(), await number()], [{ status: 401 }, { status: 401 }])
})

t.test('an account shows which codes it meets by its own state, whether it is as in the fixtures, and its pending codes', async (t) => {
  const { admin, get } = await start(t)
  const view = async (id: string) => (await admin('GET', `accounts/${id}`)).body
  t.match(await view('alice'), { meets: [], fixture: 'same', pending: [] })
  for (const [id, code] of [['refused', 2308], ['outdated', 2309], ['blocked', 2310], ['desynchronised', 2311], ['disabled', 2312], ['unactivated', 2313], ['unserviced', 2314], ['unsynced', 2316], ['upgradable', 2317], ['misconfigured', 2344], ['corrupt', 2006]] as const) {
    t.match((await view(id))?.meets, [{ code, why: String }], id)
  }
  await admin('PATCH', 'accounts/alice', { blocked: 'PinBlocked', inwebo: { services: 0 } })
  t.match(await view('alice'), { meets: [{ code: 2317, why: /PIN is blocked/ }, { code: 2314 }], fixture: 'changed' })

  await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' }, { as: 'bob' })
  t.match((await view('bob'))?.pending, [{ purpose: 'phoneNumberCertification', sms: (await admin('GET', 'sms/latest')).body?.id }])
  await admin('PUT', 'clock', { advance: 'PT5M' })
  t.strictSame((await view('bob'))?.pending, [], 'not once it has expired')
  await admin('PUT', 'accounts/dave', {})
  t.match(await view('dave'), { fixture: 'none' })
})

t.test('recoveries: back to the fixture, without enrolments, or like another account', async (t) => {
  const { admin, get, call } = await start(t)
  await admin('PATCH', 'accounts/alice', { blocked: 'PinBlocked', pinErrors: 3, enrollments: 20 })
  t.match(await admin('DELETE', 'accounts/alice/devices'), { status: 200, body: { blocked: 'NotBlocked', pinErrors: 0, enrollments: 0, devices: [], hasPin: false } })
  t.match(await admin('DELETE', 'accounts/refused/devices'), { status: 422, body: { message: 'The enrolments of "refused" cannot be removed: the account is refused access.' } })
  t.match(await admin('POST', 'accounts/alice/reset'), { status: 200, body: { fixture: 'same', enrollments: 1, hasPin: true } })
  t.match(await admin('POST', 'accounts/dave/reset'), { status: 404, body: { message: /fixtures have no account "dave"/ } })

  t.match(await admin('PUT', 'accounts/dave', { like: 'alice' }), { status: 201, body: { id: 'dave', login: 'dave@example.com', hasPin: true, devices: [{ id: 'device-1' }] } })
  t.match(await get('otp', { action: 'withPIN', pinCode: '1234' }, { as: 'dave' }), { status: 200 }, 'with its PIN')
  const redeem = async (as: string, password: unknown) => await call({ method: 'POST', url: '/connectedcar/v4/virtualkey/remoteaccess/token', headers: { authorization: `Bearer ${as}` }, payload: { grant_type: 'password', password } })
  const { otp } = (await get('otp', { action: 'withoutPIN' })).body?.result as { otp: string }
  await admin('PUT', 'accounts/frank', { like: 'alice' })
  t.match(await redeem('frank', otp), { status: 400 }, 'without the keys of its devices: a one-time password is of one account')
  t.match(await redeem('alice', otp), { status: 200 })
  t.match(await admin('PUT', 'accounts/erin', { like: 'nobody' }), { status: 404 })
  t.match(await admin('PUT', 'accounts/erin', { like: 'alice', pin: '9999' }), { status: 422, body: { message: 'like copies an account as it is, so pin cannot go with it. PATCH the copy afterwards.' } })
})
