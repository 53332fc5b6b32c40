import t from 'tap'
import { advance, enrolled, startClient } from '../support/clients.ts'

const SETUP = 'action=ActionSetup&mode=activate&id=&code=123456789'

t.test('both paths answer XML with no-store, in any sandbox', async (t) => {
  const { app } = await startClient(t)
  for (const url of ['/iwws/MAC', '/iwcxf/MAC', '/sandbox/other/iwws/MAC']) {
    const { statusCode, headers, payload } = await app.inject({ url: `${url}?${SETUP}`, headers: { host: 'otp.mpsa.com' } })
    t.equal(statusCode, 200)
    t.match(headers, { 'content-type': 'text/xml;charset=UTF-8', 'cache-control': 'no-store' })
    t.match(payload, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<ActionSetup><err>OK<\/err><Kiw>[0-9a-f]{768}<\/Kiw><Kfact>[0-9a-f]{256}<\/Kfact><pinmode>1<\/pinmode><\/ActionSetup>$/)
  }
})

t.test('a request that is not one of the protocol is refused in the protocol', async (t) => {
  const { mac } = await startClient(t)
  const refusals = {
    '': 'NOK:SN',
    'action=ActionSetup&mode=upgrade': 'NOK:FORBIDDEN',
    'action=ActionSetup&mode=ms': 'NOK:FORBIDDEN',
    'action=ActionSetup&mode=constructor': 'NOK:FORBIDDEN',
    'action=ActionSetup&mode=activate&code=1234': 'NOK:SN',
    'action=ActionSetup&mode=activate': 'NOK:SN',
    [`${SETUP}&code=123456789`]: 'NOK:SN',
    'action=ActionSetup&mode=otp&id=432348846': 'NOK:NODEVICE',
    'action=ActionFinalize&mode=otp&id=': 'NOK:FORBIDDEN',
    'action=ActionFinalize&mode=otp&id=0': 'NOK:FORBIDDEN'
  }
  for (const [query, err] of Object.entries(refusals)) t.match(await mac(query), `<err>${err}</err>`, query)
  t.match(await mac('action=ActionSetup&mode=otp&id='), '<err>OK</err><challenge>', 'Setup tells a device that never enrolled nothing')
  t.match(await mac('action=ActionFinalize&mode=activate'), '<ActionFinalize><newversion/><newversionurl/><err>NOK:SN</err></ActionFinalize>')
})

t.test('a switch makes the protocol answer its own error string, in the step that says it', async (t) => {
  const client = await startClient(t)
  const { admin, device, activationCode } = client
  const good = await enrolled(client, 'carol')
  const strings = { 2305: 'NOK:CODE', 2308: 'NOK:ACCESS', 2309: 'NOK:VERSION', 2310: 'NOK:NOK_BLOCKED', 2311: 'NOK:STATE', 2312: 'NOK:NODEVICE', 2314: 'NOK:NOSRV', 2316: 'NOK:SYNCHROFAILED', 2317: 'NOK:FORBIDDEN' }
  for (const [code, wire] of Object.entries(strings)) {
    await admin('PUT', `faults/${code}`)
    await t.rejects(device('other').enrol(await activationCode('alice'), '1234'), new RegExp(wire), `activate ${code}`)
    if (code !== '2305') await t.rejects(good.otp(), new RegExp(wire), `otp ${code}`)
    await admin('DELETE', `faults/${code}`)
  }
  t.ok(await good.otp())
  await admin('POST', 'faults', { match: { operation: 'inwebo.ms' }, effect: { error: 2310 } })
  await t.rejects(device('third').enrol(await activationCode('alice'), '1234'), /NOK:NOK_BLOCKED/, 'ms')
  await admin('POST', 'faults', { match: { face: 'inwebo' }, effect: null, delay: 1 })
  t.ok(await good.otp(), 'only later')
})

t.test('a code of the network is a hang, a reset, broken XML, a bare 500', async (t) => {
  const { app } = await startClient(t, { FAULT_HANG_MAX: '20' })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const ask = async (fault: string) => {
    const response = await fetch(`${origin}/iwws/MAC?${SETUP}`, { headers: { 'x-fault': fault } })
    return { status: response.status, text: await response.text() }
  }
  t.match(await ask('2204'), { status: 500, text: '' })
  t.match(await ask('2203'), { status: 200, text: /<err>O$/ })
  await t.rejects(ask('2202'))
  await t.rejects(ask('2201'))
  t.match(await ask('{"http":{"status":418,"body":"tea"}}'), { status: 418, text: 'tea' })
  t.match(await ask('{"error":2317,"wire":"NOK:MAXNBTOOLS"}'), { text: /NOK:MAXNBTOOLS/ })
  t.match(await ask('2390'), { status: 422 })
})

t.test('the variations of an OTP answer, once each', async (t) => {
  const client = await startClient(t)
  const { admin, redeem } = client
  const device = await enrolled(client, 'carol')
  for (const [otp, rounds, isNew] of [['second-round', 2, false], ['roll-K1', 1, true], ['new-K1', 1, true], ['extras', 1, false]] as const) {
    await admin('POST', 'faults', { match: { operation: 'inwebo.otp' }, effect: { otp }, times: 1 })
    const { K1 } = device
    t.match(await redeem('carol', await device.otp()), { status: 200 }, otp)
    t.match({ rounds: device.rounds, isNew: device.K1 !== K1 }, { rounds, isNew }, otp)
    t.match(await redeem('carol', await device.otp()), { status: 200 }, 'in step')
  }
})

t.test('faults tell devices and accounts apart', async (t) => {
  const client = await startClient(t)
  const { admin } = client
  const device = await enrolled(client, 'carol')
  await admin('POST', 'faults', { match: { account: 'alice' }, effect: { error: 2310 } })
  await admin('POST', 'faults', { match: { device: 'another' }, effect: { error: 2310 } })
  t.ok(await device.otp())
  await admin('POST', 'faults', { match: { device: 'device-under-test' }, effect: { error: 2312 } })
  await t.rejects(device.otp(), /NOK:NODEVICE/)
})

t.test('the state of the account is that of every face', async (t) => {
  const client = await startClient(t)
  const { admin, activationCode } = client
  const device = await enrolled(client, 'carol')
  const states = [
    [{ inwebo: { synchronised: false } }, 'NOK:STATE'],
    [{ inwebo: { activated: false } }, 'NOK:NOCA'],
    [{ inwebo: { services: 0 } }, 'NOK:NOSRV'],
    [{ inwebo: { access: 'refused' } }, 'NOK:ACCESS'],
    [{ inwebo: { minLibraryVersion: '1.0' } }, 'NOK:VERSION'],
    [{ inwebo: { upgradable: true } }, 'NOK:FORBIDDEN'],
    [{ inwebo: { postSync: 'failed' } }, 'NOK:SYNCHROFAILED'],
    [{ devices: [{ id: 'device-under-test', enabled: false }] }, 'NOK:NODEVICE'],
    [{ blocked: 'AccountBlocked' }, 'NOK:NOK_BLOCKED']
  ] as const
  const { body: good } = await admin('GET', 'accounts/carol')
  for (const [patch, wire] of states) {
    await admin('PATCH', 'accounts/carol', patch)
    await t.rejects(device.otp(), new RegExp(wire))
    await admin('PATCH', 'accounts/carol', { ...good, limits: null })
  }
  t.ok(await device.otp(), 'the keys outlive what the admin API writes')
  await admin('PATCH', 'accounts/carol', { inwebo: { minLibraryVersion: '1.0' } })
  t.match(await client.mac(`action=ActionSetup&mode=activate&version=Generator-1.0/0.2.11&code=${await activationCode('carol')}`), /NOK:VERSION/)

  await admin('PATCH', 'accounts/carol', { inwebo: { minLibraryVersion: '0.2.0' } })
  const asks = async (version: string) => await client.mac(`action=ActionSetup&mode=activate&version=Generator-1.0/${version}&code=${await activationCode('carol')}`)
  t.match(await asks('0.1.0'), /NOK:VERSION/, 'what the client says counts too')
  t.match(await asks('0.3.0'), /<err>OK/)
})

t.test('limits of an account are shown and set', async (t) => {
  const client = await startClient(t)
  const { admin } = client
  t.match((await admin('GET', 'accounts/carol')).body, { limits: { maxPinErrors: 3, maxEnrollments: 20, activationCodeTtl: 900_000, challengeTtl: 60_000 } })
  const device = await enrolled(client, 'carol')
  t.match(await admin('PATCH', 'accounts/carol', { limits: { otpDailyLimit: 6, maxEnrollments: 1 }, otpCount24h: 5 }), { status: 200, body: { otpCount24h: 5 } })
  t.ok(await device.otp())
  await t.rejects(device.otp(), /NOK:ACCESS/)
  await t.rejects(enrolled(client, 'carol'), /NOK:MAXNBTOOLS/)
  await advance(client, 'PT23H')
  t.match((await admin('PATCH', 'accounts/carol', { limits: { otpDailyLimit: 7 } })).body, { otpCount24h: 6 })
  await advance(client, 'PT1H')
  t.match((await admin('GET', 'accounts/carol')).body, { otpCount24h: 0 })
  await admin('PATCH', 'accounts/carol', { limits: { challengeTtl: 0, activationCodeTtl: 0 } })
  await t.rejects(enrolled(client, 'carol'), /NOK:CODE/)
})

t.test('the budget says what the real service would have locked', async (t) => {
  const client = await startClient(t, { MAX_PIN_ERRORS: '10', MAX_ENROLLMENTS: '30' })
  const { admin } = client
  const device = await enrolled(client, 'carol')
  t.match((await admin('GET', 'budget')).body, { spent: { sms: 1, enrolments: 1, otps: 0, wrongPins: 0 }, accounts: [{ account: 'carol', locks: [] }] })
  for (let count = 0; count < 7; count++) await device.otp()
  for (let count = 0; count < 3; count++) await t.rejects(device.otp('0000'))
  for (let count = 0; count < 20; count++) await enrolled(client, 'carol')
  t.match((await admin('GET', 'budget')).body, {
    limits: { enrolments: 20, otpsPerDay: 6, wrongPins: 3 },
    spent: { sms: 21, enrolments: 21, otps: 7, wrongPins: 3 },
    accounts: [{ locks: [{ what: 'otps' }, { what: 'pin', at: '2026-01-01T12:00:00.000Z', why: /NOK_BLOCKED/ }, { what: 'enrolments', why: /enrolment 21/ }] }]
  })
})
