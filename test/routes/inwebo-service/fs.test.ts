import t from 'tap'
import { enrolled } from '../../support/clients.ts'
import { otpOf, startService } from '../../support/service.ts'

t.test('the whole journey: enrol on the device face, draw a one-time password, check it at /FS, and it is used up on every face', async (t) => {
  const service = await startService(t)
  const { fs, redeem, get } = service
  const device = await enrolled(service, 'carol')
  const token = await device.otp()
  const { status, headers, body } = await fs('authenticateExtended', { token })
  t.match({ status, type: headers['content-type'] }, { status: 200, type: 'application/json;charset=UTF-8' })
  t.strictSame(body, { err: 'OK', name: 'Android SDK built for x86_64 / UNKNOWN', alias: body?.alias, type: 'mac', version: '0.2.11', platform: 'android', timestamp: '2026-01-01 12:00:00' })
  t.match(body?.alias, /^[0-9a-f]{32}$/)

  t.match((await fs('authenticateExtended', { token })).body, { err: 'NOK:authentication failed' }, 'once')
  t.match(await redeem('carol', token), { status: 400 }, 'nor for a remote token')

  const other = await device.otp()
  t.match(await redeem('carol', other), { status: 200 })
  t.match((await fs('authenticateExtended', { token: other })).body, { err: 'NOK:authentication failed' }, 'nor the other way round')

  const password = Object.values((await get('otp', { action: 'withoutPIN' })).body?.result as Record<string, string>)[0] ?? ''
  t.match((await fs('authenticateExtended', { token: password, userId: 'alice@example.com' })).body, { err: 'OK', name: 'Test phone' }, 'one of the PIMS face too')
  t.match((await fs('authenticateExtended', { token: password, userId: 'alice@example.com' })).body, { err: 'NOK:authentication failed' })
})

t.test('JSON is one line without blanks, and err comes first and is never null; without format=json it is flat XML', async (t) => {
  const service = await startService(t)
  const { app, fs } = service
  const token = await otpOf(service)
  t.match((await fs('authenticateExtended', { token })).text, /^\{"err":"OK","name":"[^"]*","alias":"[0-9a-f]{32}","type":"mac","version":"0\.2\.11","platform":"android","timestamp":"2026-01-01 12:00:00"\}$/)
  t.equal((await fs('authenticateExtended', { token })).text, '{"err":"NOK:authentication failed","name":null,"alias":null,"type":null,"version":null,"platform":null,"timestamp":"2026-01-01 12:00:00"}')
  t.equal((await fs('pushAuthenticate', { userId: 'nobody' })).text, '{"err":"NOK:NOLOGIN","name":null,"alias":null,"sessionId":null,"type":null,"version":null,"platform":null,"timestamp":"2026-01-01 12:00:00"}')

  const xml = await app.inject({ url: '/FS?action=sealVerify&serviceId=1201&userId=carol@example.com&token=x&data=a' })
  t.match(xml.headers, { 'content-type': 'text/xml;charset=UTF-8', 'cache-control': 'no-store' })
  t.equal(xml.payload, '<?xml version="1.0" encoding="UTF-8"?><sealVerify><err>NOK:authentication failed</err><name></name><alias></alias><type></type><version></version><platform></platform><timestamp>2026-01-01 12:00:00</timestamp></sealVerify>')
  await service.admin('PATCH', 'accounts/alice', { devices: [{ id: 'd', name: 'Tom & Jerry <1>\u00a0é' }], pushAnswer: 'accept' })
  t.match((await app.inject({ url: '/FS?action=pushAuthenticate&serviceId=1201&userId=alice' })).payload, /<name>Tom &amp; Jerry &lt;1&gt;\u00a0é<\/name>.*<sessionId>[0-9a-f]{32}<\/sessionId>/)
})

t.test('a login is read as it was meant by who did not encode it, and unknown parameters are tolerated', async (t) => {
  const { app, admin } = await startService(t)
  for (const [id, login] of [['plus', 'demo+tag@example.org'], ['accent', 'zoé@example.org'], ['blank', 'Jo Doe']] as const) {
    await admin('PUT', `accounts/${id}`, { login, devices: [{ id: 'd' }] })
  }
  const err = async (userId: string) => JSON.parse((await app.inject({ url: `/FS?action=pushAuthenticate&serviceId=1201&userId=${userId}&format=json&context=Proxy&withoutpin=1&zzz=1` })).payload) as { err: string }
  for (const userId of ['demo+tag@example.org', 'demo%2Btag%40example.org', 'demo%20tag@example.org', 'Jo%20Doe', 'Jo+Doe', 'plus', 'alice@example.com', 'alice']) t.match(await err(userId), { err: 'OK' }, userId)
  t.match(await err(encodeURIComponent('zoé@example.org')), { err: 'OK' })
  t.match(await err(encodeURIComponent(Buffer.from('zoé@example.org').toString('latin1'))), { err: 'OK' }, 'the bytes of UTF-8, each taken for a character')
  t.match(await err('demo tag'), { err: 'NOK:NOLOGIN' })
})

t.test('what is wrong with a request is its err, and its reason is in the journal', async (t) => {
  const service = await startService(t)
  const { err, newest } = service
  const token = await otpOf(service)
  const cases: ReadonlyArray<readonly [string | undefined, Record<string, string | undefined>, string, RegExp]> = [
    [undefined, {}, 'NOK:SN', /action is missing/],
    ['authenticateExtende', { token }, 'NOK:SN', /Did you mean authenticateExtended\?/],
    ['authenticateExtended', {}, 'NOK:SN', /token is missing/],
    ['authenticateExtended', { token: '' }, 'NOK:SN', /token is missing/],
    ['authenticateExtended', { token, userId: undefined }, 'NOK:SN', /userId is missing/],
    ['authenticateExtended', { token, userId: 'nobody' }, 'NOK:account unknown', /the login, or the id, "nobody"/],
    ['authenticateExtended', { token, serviceId: undefined }, 'NOK:SN', /serviceId is missing/],
    ['authenticateExtended', { token, serviceId: 'a' }, 'NOK:SN', /serviceId is "a": it should be 1201/],
    ['authenticateExtended', { token, serviceId: '1' }, 'NOK:srv unknown', /the one service of the mock is 1201/],
    ['sealVerify', { token, serviceId: '1', data: 'a' }, 'NOK:srv unknown', /./],
    ['sealVerify', { token }, 'NOK:SN', /data is missing/],
    ['sealVerify', { token, data: 'a', userId: 'alice' }, 'NOK:NoKey', /no enabled device of alice has keys/],
    ['pushAuthenticate', { serviceId: '1' }, 'NOK:access forbidden', /serviceId/],
    ['pushAuthenticate', { userId: 'nobody' }, 'NOK:NOLOGIN', /nobody/],
    ['pushAuthenticate', { userId: 'bob' }, 'NOK:NOMA', /bob has no enabled device/],
    ['checkPushResult', {}, 'NOK:SN', /sessionId is missing/],
    ['checkPushResult', { sessionId: 'f'.repeat(32) }, 'NOK', /sessionId is of no push to this user/]
  ]
  for (const [action, fields, wanted, reason] of cases) {
    t.equal(await err(action, fields), wanted, `${String(action)} ${JSON.stringify(fields)}`)
    t.match(await newest(), { face: 'service', status: 'FAILED', code: wanted, reason, httpStatus: 200 })
  }
  t.match((await service.call({ url: '/FS?action=authenticateExtended&serviceId=1201&userId=carol&userId=carol&token=x&format=json' })).body, { err: 'NOK:SN' })
  t.equal(await err('sealVerify', { token, data: 'a' }), 'OK', 'none of them has used the one-time password up')
  t.equal(await err('sealDeferredVerify', { token, data: 'a', s_date: '2026-01-01' }), 'NOK:authentication failed')
})

t.test('the state of the account is that of every face', async (t) => {
  const service = await startService(t)
  const { admin, err } = service
  const token = await otpOf(service)
  const { body: good } = await admin('GET', 'accounts/carol')
  const states = [
    [{ blocked: 'AccountBlocked' }, 'NOK:account blocked', 'NOK:account blocked'],
    [{ blocked: 'PinBlocked' }, 'NOK:account blocked', 'NOK:account blocked'],
    [{ inwebo: { services: 0 } }, 'NOK:srv unknown', 'NOK:srv unknown'],
    [{ inwebo: { access: 'refused' } }, 'NOK:access forbidden', 'NOK:FORBIDDEN']
  ] as const
  for (const [patch, authenticate, seal] of states) {
    await admin('PATCH', 'accounts/carol', patch)
    t.equal(await err('authenticateExtended', { token }), authenticate, JSON.stringify(patch))
    t.equal(await err('sealVerify', { token, data: 'a' }), seal, JSON.stringify(patch))
    t.equal(await err('pushAuthenticate'), authenticate, JSON.stringify(patch))
    await admin('PATCH', 'accounts/carol', { ...good, limits: null })
  }
  t.equal(await err('authenticateExtended', { token }), 'OK')
})

t.test('a switch makes it answer the err of a code, or any err at all', async (t) => {
  const service = await startService(t)
  const { admin, err, newest } = service
  const token = await otpOf(service)
  const errs = { 2102: 'NOK:SN', 2305: 'NOK:authentication failed', 2308: 'NOK:access forbidden', 2310: 'NOK:account blocked', 2312: 'NOK:account unknown', 2314: 'NOK:srv unknown' }
  for (const [code, wanted] of Object.entries(errs)) t.equal(await err('authenticateExtended', { token }, { 'x-fault': code }), wanted, code)
  t.equal(await err('pushAuthenticate', {}, { 'x-fault': '2313' }), 'NOK:NOMA')
  t.equal(await err('sealVerify', { data: 'a', token }, { 'x-fault': '2317' }), 'NOK:FORBIDDEN')
  for (const wire of ['NOK:BadData', 'NOK:NoKey', 'NOK:REFUSED', 'NOK:my own cause', 'NOK']) t.equal(await err('authenticateExtended', { token }, { 'x-fault': JSON.stringify({ error: 2308, wire }) }), wire)
  t.equal((await service.fs('authenticateExtended', { token }, { 'x-fault': '{"error":2308,"wire":"OK"}' })).status, 400, 'a fault refuses')
  t.equal((await service.fs('authenticateExtended', { token }, { 'x-fault': '2390' })).status, 422)

  await admin('PUT', 'faults/2310', { match: { face: 'service' }, effect: { error: 2310 } })
  t.equal(await err('authenticateExtended', { token }), 'NOK:account blocked')
  t.match(await newest(), { operation: 'service.authenticateExtended', account: 'carol', fault: { rule: '2310' } })
  await admin('DELETE', 'faults/2310')
  t.equal(await err('authenticateExtended', { token }), 'OK', 'none of them has used the one-time password up')
  t.match(await admin('POST', 'verify', { operation: 'service.authenticateExtended', code: 'NOK:account blocked', times: 2 }), { status: 200 })
})

t.test('the journal shows no one-time password', async (t) => {
  const service = await startService(t)
  const token = await otpOf(service)
  await service.fs('authenticateExtended', { token })
  const entry = await service.newest()
  t.match(entry, { account: 'carol', parameters: { action: 'authenticateExtended', serviceId: '1201', userId: 'carol@example.com', token: '***' }, violations: [], changes: [{ account: 'carol', field: 'devices' }] })
  t.notMatch(JSON.stringify(entry), token)
})
