import t from 'tap'
import { Faults } from '../../src/faults/engine.ts'
import { advance, enrolled, startClient } from '../support/clients.ts'

const TOKEN = '/connectedcar/v4/virtualkey/remoteaccess/token'
const INVALID = { httpCode: '401', httpMessage: 'Unauthorized', moreInformation: 'Token is invalid' }
const GRANT = { error: 'invalid_grant', error_description: 'The provided access grant is invalid, expired, or revoked.' }

t.test('the whole journey: log in, SMS, enrol, one-time password, remote token, refresh', async (t) => {
  const client = await startClient(t)
  const { login, rest, redeem, admin } = client
  const as = String((await login('carol')).access_token)
  const cars = await rest('GET', '/applications/cvs/v4/mauv/car-associations', as)
  t.match(cars.body, [{ customer: 'AP-ACNT200000000003', vehicle: /^VR3/, car_association_id: /^[0-9a-f-]{36}$/, car_association_status: 'Validated' }])
  t.match(cars.headers['content-type'], /^application\/json/)

  const device = await enrolled(client, as)
  const otp = await device.otp()
  const { status, body } = await redeem(as, otp)
  t.equal(status, 200)
  t.match(body, { access_token: /^rt~default~[0-9a-f-]{36}$/, token_type: 'Bearer', expires_in: 899, refresh_token: /^[0-9a-f-]{36}$/, scope: String })
  t.match(await redeem(as, otp), { status: 400, body: GRANT }, 'once')

  const refresh = { grant_type: 'refresh_token', refresh_token: body?.refresh_token }
  const renewed = await rest('POST', TOKEN, as, refresh)
  t.match(renewed, { status: 200, body: { expires_in: 899 } })
  t.notHas(renewed.body, { refresh_token: String }, 'as the live service answers')
  t.match(await rest('POST', TOKEN, 'bob', refresh), { status: 400, body: { error_description: 'grant is invalid' } }, 'another account')

  t.match((await admin('GET', 'accounts/carol')).body, { hasPin: true, enrollments: 1, otpCount24h: 1, devices: [{ id: 'device-under-test' }] })
})

t.test('a fault on the wire reaches the request for an SMS, and none is sent', async (t) => {
  const { rest, admin } = await startClient(t)
  await admin('PUT', 'faults/out', { match: { operation: 'cvs.smsCode' }, effect: { http: { status: 503, body: {} } } })
  t.match(await rest('POST', '/applications/cvs/v4/mobile/smsCode', 'alice'), { status: 503 })
  t.strictSame((await admin('GET', 'sms')).body?.messages, [])
})

t.test('a bad bearer is refused in the gateway\'s words', async (t) => {
  const { rest } = await startClient(t)
  for (const as of [undefined, 'nobody']) {
    t.match(await rest('POST', TOKEN, as, {}), { status: 401, body: INVALID })
    t.match(await rest('GET', '/applications/cvs/v4/mauv/car-associations', as), { status: 401, body: INVALID })
  }
  const realm = { 'x-introspect-realm': 'clientsB2CTrabant' }
  t.match(await rest('GET', '/applications/cvs/v4/mauv/car-associations', 'alice', undefined, realm), { status: 401, body: { moreInformation: /security checks/ } })
})

t.test('the activation code goes to the trusted number, whatever the body is called', async (t) => {
  const { call, rest, admin } = await startClient(t)
  const url = '/applications/cvs/v4/mobile/smsCode'
  t.match(await rest('POST', url, 'alice', undefined, { 'content-type': 'application/json' }), { status: 200, text: '{}' })
  t.match((await admin('GET', 'sms/latest')).body, { to: '+33639980001', purpose: 'enrollment', code: /^\d{9}$/ })
  t.match(await rest('POST', url, 'bob'), { status: 404, body: { code: 40401, message: /no trusted phone number/, uuid: String, timestamp: String } })
  await rest('POST', url, 'alice', undefined, { 'x-fault': '{"sms":"drop"}' })
  t.match((await admin('GET', 'sms')).body, { messages: { length: 1 } })
  t.match(await call({ method: 'POST', url, headers: { authorization: 'Bearer alice' } }), { status: 200 }, 'a realm is not needed')
})

t.test('unknown and malformed grants are refused', async (t) => {
  const { rest, redeem } = await startClient(t)
  t.match(await redeem('alice', 'nonsense'), { status: 400, body: GRANT })
  t.match(await redeem('alice', ''), { status: 400, body: { error: 'invalid_request' } })
  t.match(await rest('POST', TOKEN, 'alice', { grant_type: 'magic' }), { status: 400, body: { error: 'unsupported_grant_type' } })
  for (const payload of ['{', '[1]', 'null']) {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer alice' }
    t.match(await (await startClient(t)).call({ method: 'POST', url: TOKEN, payload, headers }), { status: 400, body: { error: 'unsupported_grant_type' } })
  }
  t.match(await rest('POST', TOKEN, 'alice', { grant_type: 'refresh_token', refresh_token: 7 }), { status: 400, body: { error_description: 'grant is invalid' } })
})

t.test('every 404 of these faces carries a code, and a body that is too large is a 413', async (t) => {
  const { rest } = await startClient(t)
  for (const url of ['/applications/cvs/v4/nothing', '/connectedcar/v4/nothing', '/am/oauth2/nothing']) {
    t.match(await rest('GET', url, 'alice'), { status: 404, body: { code: 40400, message: /nothing at GET/ } })
  }
  t.match(await rest('POST', TOKEN, 'alice', { password: 'x'.repeat(70_000) }), { status: 413, body: { httpCode: '413' } })
})

t.test('the token path that older notes name is gone, as in production', async (t) => {
  const { rest } = await startClient(t)
  t.match(await rest('POST', '/applications/cvs/v4/mobile/token', 'alice', { grant_type: 'password', password: 'x' }), {
    status: 404, body: { code: 40400, uuid: /^[0-9a-f-]{36}$/, message: /nothing at POST/, timestamp: '2026-01-01T12:00:00.000Z' }
  })
})

t.test('a refused request changes no code that follows', async (t) => {
  const smsCode = '/applications/cvs/v4/mobile/smsCode'
  const codeAfter = async (refused: (client: Awaited<ReturnType<typeof startClient>>) => Promise<unknown>) => {
    const client = await startClient(t)
    await refused(client)
    return await client.activationCode('alice')
  }
  const expected = await codeAfter(async () => {})
  t.equal(await codeAfter(async ({ rest }) => await rest('GET', '/applications/nothing', 'alice')), expected, 'a 404')
  t.equal(await codeAfter(async ({ rest }) => await rest('POST', smsCode, 'bob')), expected, 'an account without a number')
  t.equal(await codeAfter(async ({ rest }) => await rest('POST', smsCode, 'alice', {}, { 'x-fault': '2307' })), expected, 'a fault')
  t.equal(await codeAfter(async ({ rest }) => await rest('POST', TOKEN, 'alice', {})), expected, 'a bad grant')
})

t.test('each refusal says why in the journal', async (t) => {
  const client = await startClient(t)
  const { rest, redeem, admin, login } = client
  const why = async () => ((await admin('GET', 'requests?limit=1')).body?.requests as Array<{ reason: unknown }>)[0]?.reason
  const refused = async (act: Promise<unknown>, reason: RegExp) => {
    t.match(await act, { status: /^4/ })
    t.match(await why(), reason)
  }
  const cars = '/applications/cvs/v4/mauv/car-associations'
  await refused(rest('GET', cars, undefined), /there is no Authorization: Bearer header \(Basic, and a token alone, are not taken\). The id of an account is a token too: alice, bob, carol/)
  await refused(rest('GET', cars, 'nobody'), /this sandbox has no such access token.*alice, bob/)
  const { access_token: token } = await login('carol')
  await advance(client, 'PT1H')
  await refused(rest('GET', cars, String(token)), /the access token was given out at 2026-01-01T12:00:00.000Z and lives 3599 s/)
  await refused(rest('GET', cars, 'alice', undefined, { 'x-introspect-realm': 'clientsB2CTrabant' }), /x-introspect-realm is "clientsB2CTrabant": it should be clientsB2CPeugeot, clientsB2CCitroen/)
  await refused(rest('POST', '/applications/cvs/v4/mobile/smsCode', 'bob'), /no trusted phone number/)
  await refused(redeem('alice', 'zzz'), /no device of alice has made this one-time password/)
  await refused(redeem('alice', 'z'.repeat(40)), /a one-time password has at most 8 characters/)
  await refused(rest('POST', TOKEN, 'alice', {}), /grant_type is missing: it should be password, with a one-time password, or refresh_token/)
  await refused(rest('POST', TOKEN, 'alice', { grant_type: 'refresh_token', refresh_token: 'x' }), /this sandbox has no such remote refresh token/)
  await refused(rest('POST', TOKEN, 'alice', { grant_type: 'refresh_token' }), /there is no remote refresh token in the request/)
  const device = await enrolled(client, 'carol')
  const { body } = await redeem('carol', await device.otp())
  await refused(rest('POST', TOKEN, 'alice', { grant_type: 'refresh_token', refresh_token: body?.refresh_token }), /the remote refresh token belongs to carol, the access token to alice/)
})

t.test('tokens die by the clock of the sandbox', async (t) => {
  const client = await startClient(t)
  const { login, rest, redeem, form } = client
  const { access_token: token, refresh_token: refresh } = await login('carol')
  const device = await enrolled(client, String(token))
  const late = await device.otp()
  await advance(client, 'PT5M')
  t.match(await redeem(String(token), late), { status: 400, body: GRANT }, 'an OTP after five minutes')
  const { body } = await redeem(String(token), await device.otp())
  await advance(client, 'P6D')
  const { body: renewed } = await form({ grant_type: 'refresh_token', refresh_token: String(refresh) })
  const again = async () => await rest('POST', TOKEN, String(renewed?.access_token), { grant_type: 'refresh_token', refresh_token: body?.refresh_token })
  t.match(await again(), { status: 200 })
  t.match(await rest('POST', TOKEN, String(token), {}), { status: 401, body: INVALID })
})

t.test('faults speak the language of the face', async (t) => {
  const { rest, redeem, admin, sandbox } = await startClient(t)
  await admin('POST', 'faults', { match: { face: 'cvs' }, effect: { error: 2301 }, times: 1 })
  t.match(await redeem('alice', 'x'), { status: 401, body: INVALID })
  t.match(await rest('POST', TOKEN, 'alice', {}, { 'x-fault': '2310' }), { status: 400, body: GRANT })
  t.match(await rest('POST', '/applications/cvs/v4/mobile/smsCode', 'alice', {}, { 'x-fault': '2307' }), { status: 404, body: { code: 40401, message: 'User dont have a phone number' } })
  t.match(await rest('POST', TOKEN, 'alice', {}, { 'x-fault': '2204' }), { status: 500, text: '' })
  const url = '/applications/cvs/v4/mauv/car-associations'
  sandbox().part(Faults).put({ id: 'unheard-of', match: {}, effect: { error: 9999 }, force: true, times: 1 })
  t.match(await rest('GET', url, 'alice'), { status: 500, body: { moreInformation: 'Unknown error' } })
  await admin('POST', 'faults', { match: { operation: 'cvs.carAssociations' }, effect: { error: 2003 }, force: true, times: 1 })
  t.match(await rest('GET', url, 'alice'), { status: 503, body: { httpCode: '503', httpMessage: 'Service Unavailable', moreInformation: '[Component] not loaded' } })
  t.match(await rest('GET', url, 'alice', undefined, { 'x-fault': '{"http":{"status":503,"body":{"httpCode":"503"}}}' }), { status: 503, body: { httpCode: '503' } })
})
