import t from 'tap'
import { nobody, on } from '../support/codes.ts'
import { start } from '../support/start.ts'

/** Sends messages and answers the reason that the journal has for the last of them. */
async function startReasons (t: import('tap').Test, environment: Record<string, string> = {}) {
  const started = await start(t, environment)
  const reason = async () => ((await started.admin('GET', 'requests?limit=1')).body?.requests as Array<{ reason: string }>)[0]?.reason
  return { ...started, reason }
}

t.test('a refusal says in the journal what to mend: selector, parameter, api, verb', async (t) => {
  const { get, set, reason } = await startReasons(t)
  const refusals = [
    [() => get('smscode', { type: 'phonenumbercertification' }), 2102, 'Did you mean phoneNumberCertification? type is one of enrollment, phoneNumberCertification, resetPIN'],
    [() => get('smscode', { type: 'sms' }), 2102, /^type is one of enrollment, phoneNumberCertification, resetPIN$/],
    [() => get('smscode', { type: ['phoneNumberCertification', 'phoneNumberCertification'] }), 2102, 'type came twice; send it once'],
    [() => get('smscode', { type: 'phoneNumberCertification', phoneNumber: ['0612345678', '0612345678', '0612345678'] }), 2102, 'phoneNumber came 3 times; send it once'],
    [() => get('smscode', { type: 'phoneNumberCertification', 'phoneNumber[]': '0612345678' }), 2101, 'phoneNumber is missing; it came with brackets: send phoneNumber, not phoneNumber[]. The operation needs phoneNumber'],
    [() => get('smscode', { type: 'phoneNumberCertification', phonenumber: '0612345678' }), 2101, 'phoneNumber is missing; phonenumber came in its place. The operation needs phoneNumber'],
    [() => get('smscode', { 'type[]': 'resetPIN' }), 2101, /^type is missing; it came with brackets: send type, not type\[\]/],
    [() => set('pincode', { action: 'update', oldPIN: ['1234', '1234'], newPIN: '4321' }), 2102, 'oldPIN must be 4 to 8 digits'],
    [() => get('smscode'), 2101, 'type is missing; type is one of enrollment, phoneNumberCertification, resetPIN'],
    [() => get('smscode', { type: 'phoneNumberCertification' }), 2101, 'phoneNumber is missing. The operation needs phoneNumber'],
    [() => get('smscode', { type: 'phoneNumberCertification', phoneNumber: '12' }), 2102, 'phoneNumber must be a possible phone number such as 0612345678 or +33612345678'],
    [() => set('pincode', { action: 'update', oldPIN: '1234', newPIN: 'abcd' }), 2102, 'newPIN must be 4 to 8 digits'],
    [() => get('account', { type: 'username', actionType: 'strong' }), 2102, 'actionType must be "basic"'],
    [() => get('trustedphonenumber', {}, on('a b')), 2102, /^X-Device-Id must be/]
  ] as const
  for (const [send, code, why] of refusals) {
    t.match((await send()).body, { error: { code } })
    t.match(await reason(), why)
  }
})

t.test('parameters that came where none are read are told where they belong', async (t) => {
  const { call, reason } = await startReasons(t)
  const smscode = '/pims.authentication.smscode'
  const json = { 'content-type': 'application/json', authorization: 'Bearer alice' }
  t.match((await call({ method: 'GET', url: smscode, headers: json, payload: '{"type":"resetPIN"}' })).body, { error: { code: 2101 } })
  t.match(await reason(), /^type is missing; .*\. The body of a GET is not read: send the parameters in the query$/)
  t.match((await call({ method: 'POST', url: `${smscode}?action=enrollment`, headers: json, payload: '{}' })).body, { error: { code: 2101 } })
  t.match(await reason(), /^action is missing; .*\. The query of a POST is not read: send the parameters as JSON in the body$/)
  await call({ method: 'GET', url: smscode, headers: json })
  t.notMatch(await reason(), /not read/)
})

t.test('who is nobody is told why, and which accounts there are', async (t) => {
  const { get, reason } = await startReasons(t)
  await get('trustedphonenumber', {}, nobody)
  t.match(await reason(), /^nobody is signed in on this device, and there is no Authorization: Bearer header \(Basic, and a token alone, are not taken\)\. The id of an account is a token too: alice, bob, carol/)
  await get('trustedphonenumber', {}, { as: 'bob2' })
  t.match(await reason(), / no such access token.*Did you mean bob\? .*alice, bob, carol.* more$/)
})

t.test('a message in the form of FCA’s brands is refused for its first parameter, and signs nobody in', async (t) => {
  const { get, set, reason } = await startReasons(t)
  const login = { action: 'login', isSocial: false, sessionExpiration: 3600, username: 'bob@example.com', password: 'wrong' }
  t.match(await set('user', login, nobody), { status: 400, body: { error: { code: 2102, label: 'Invalid isSocial parameter' } } })
  t.equal(await reason(), "isSocial belongs to the operation of FCA's brands; no account of FCA's brands is named by username or X-Login-As")
  t.match(await get('account', { type: 'username', actionType: 'basic' }, nobody), { body: { error: { code: 2301 } } })
  t.match(await set('user', { action: 'createAccount', email: 'x@example.com' }, nobody), { body: { error: { code: 2102, label: 'Invalid email parameter' } } })
})

t.test('every operation that is somebody’s can be made to fail with 2301: by switch, by header, by magic number', async (t) => {
  const { get, set, admin } = await startReasons(t)
  const ask = { type: 'phoneNumberCertification', phoneNumber: '0612345678' }
  t.match(await get('smscode', ask, { headers: { 'x-fault': '2301' } }), { status: 401, body: { error: { code: 2301 } } })
  t.match(await get('smscode', { ...ask, phoneNumber: '0639982301' }), { body: { error: { code: 2301 } } })
  await admin('PUT', 'faults/2301')
  for (const message of [get('smscode', ask), get('trustedphonenumber'), set('enrollment', { action: 'remove' }), set('user', { action: 'updateLogin' })]) {
    t.match(await message, { status: 401, body: { error: { code: 2301 } } })
  }
  t.match(await set('user', { action: 'login' }), { status: 200 }, 'who is not signed in can still sign in')
})

t.test('a PIN that lost its zeros as an integer gets them back, to the length of the PIN of the account', async (t) => {
  const { get, set, admin } = await startReasons(t)
  for (const [pin, sent] of [['0123', 123], ['012345', 12345]] as const) {
    await admin('PATCH', 'accounts/alice', { pin })
    t.match(await set('pincode', { action: 'update', oldPIN: sent, newPIN: '9999' }), { status: 200 }, `${sent} in a body`)
    await admin('PATCH', 'accounts/alice', { pin })
    t.match(await get('otp', { action: 'withPIN', pinCode: String(sent) }), { status: 200 }, `${sent} in a query`)
    t.match((await admin('GET', 'accounts/alice')).body, { pinErrors: 0 })
    t.match(await get('otp', { action: 'withPIN', pinCode: '123456789' }), { body: { error: { code: 2102 } } })
  }
  t.match(await set('pincode', { action: 'update', oldPIN: '123', newPIN: '9999' }), { body: { error: { code: 2102 } } }, 'a text in a body has lost nothing')
})

t.test('step 5 of the tutorial sends the number along: it counts where the account has none', async (t) => {
  const { get, admin } = await startReasons(t)
  const step5 = { type: 'enrollment', phoneNumber: '0639980077' }
  t.match(await get('smscode', step5, { as: 'bob' }), { status: 200 })
  t.match((await admin('GET', 'sms/latest?account=bob')).body, { to: '+33639980077', purpose: 'enrollment' })
  t.match(await get('smscode', step5), { status: 200 })
  t.match((await admin('GET', 'sms/latest?account=alice')).body, { to: '+33639980001' }, 'alice has one')
  t.strictSame(((await admin('GET', 'requests?limit=1')).body?.requests as Array<{ violations: unknown }>)[0]?.violations, [])
  t.match(await get('smscode', { type: 'enrollment', phoneNumber: '0639982204' }), { body: { error: { code: 2204 } } }, 'a magic number works')
})
