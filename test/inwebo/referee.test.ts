import t, { type Test } from 'tap'
import { answer } from '../../src/inwebo/device-protocol/dispatch.ts'
import { enrolDevice, removeEnrollments } from '../../src/inwebo/device.ts'
import { issueOtp, redeemOtp } from '../../src/inwebo/issue-otp.ts'
import { checkPin } from '../../src/inwebo/pin.ts'
import { type Account, deviceOf } from '../../src/sandbox/account.ts'
import { DeviceClient } from '../support/device-client.ts'
import { inweboWorld, keys, putCode, START } from '../support/inwebo.ts'

const MINUTE = 60_000

/** A world with a device that enrolled with PIN 1234, and why its last request was refused. */
async function enrolled (options: Parameters<typeof inweboWorld>[0] = {}) {
  const world = inweboWorld(options)
  let why: string | undefined
  const send = (query: string) => {
    const { xml, refused } = answer(world.context, Object.fromEntries(new URLSearchParams(query)))
    why = refused?.message
    return xml
  }
  const client = new DeviceClient(send)
  await client.enrol(world.sms('123456789'), '1234')
  const refusal = async (t: Test, act: Promise<unknown>, wire: string, reason: RegExp) => {
    await t.rejects(act, new RegExp(wire), wire)
    t.match(why, reason)
  }
  return { ...world, client, send, refusal }
}

t.test('the referee says which input of an OTP request was wrong', async (t) => {
  const { sandbox, client, account, refusal } = await enrolled()
  const finalize = async (parameters: Record<string, string> = {}, pin = '1234') => {
    const { challenge = '' } = await client.call('Setup', 'otp', {})
    return await client.call('Finalize', 'otp', { ...client.R(challenge, pin), ...parameters })
  }
  await refusal(t, client.call('Finalize', 'otp', client.R('', '1234')), 'NOK:STATE', /no otp challenge is open/)
  await refusal(t, finalize({ R0: '0'.repeat(64) }), 'NOK:ACCESS', /R0 does not fit: the serial of another installation/)
  await refusal(t, finalize({ R1: '0'.repeat(64) }), 'NOK:STATE', /K1 is out of step/)
  await refusal(t, finalize({ R1: 'zz' }), 'NOK:SN', /R1 should be 64 hexadecimal digits/)
  t.equal(account().pinErrors, 0, 'none of these counts')
  await refusal(t, finalize({}, '0000'), 'NOK:ACCESS', /R2 does not fit the PIN of the account: wrong PIN 1 of 3/)
  await refusal(t, client.call('Setup', 'otp', { sid: '7' }), 'NOK:NOSRV', /the service of this account is 1201/)
  await refusal(t, client.call('Setup', 'otp', { id: '999999999' }), 'NOK:NODEVICE', /no enabled device has the id 999999999/)
  const { challenge = '' } = await client.call('Setup', 'otp', {})
  sandbox.clock.set(START + MINUTE + 1)
  await refusal(t, client.call('Finalize', 'otp', client.R(challenge, '1234')), 'NOK:TIMEOUT', /stale challenge: 60001 ms/)
  sandbox.accounts.put({ ...account(), limits: { otpDailyLimit: 0 } })
  await refusal(t, client.otp(), 'NOK:ACCESS', /0 one-time passwords were made .* the limit is 0/)
})

t.test('the referee says which input of an enrolment was wrong', async (t) => {
  const { sandbox, client, send, sms, refusal, account } = await enrolled()
  const activate = async (change: (parameters: Record<string, string>) => Record<string, string>) => {
    const device = new DeviceClient(send, 'second')
    device.pin = '1234'
    const setup = await device.call('Setup', 'activate', { code: sms('222222222') })
    return await device.call('Finalize', 'activate', change({ serial: device.serial, code: '222222222', name: '', ...device.sealedPin(setup), ...device.R('', '') }))
  }
  const block = '0'.repeat(256)
  await refusal(t, activate((all) => ({ ...all, serial: 'no serial' })), 'NOK:SN', /serial should be a device id/)
  await refusal(t, activate(({ R2, ...all }) => all), 'NOK:SN', /R2 is missing/)
  await refusal(t, activate((all) => ({ ...all, Kma: '00' })), 'NOK:SN', /Kma should be one RSA block/)
  await refusal(t, activate((all) => ({ ...all, Kma: block })), 'NOK:SN', /Kma cannot be decrypted with Kiw/)
  await refusal(t, activate((all) => ({ ...all, pin: block })), 'NOK:SN', /pin cannot be decrypted with Kiw/)
  await refusal(t, activate(({ pin = '', ...all }) => ({ ...all, Kma: pin, pin })), 'NOK:SN', /not 16 bytes/)
  await refusal(t, activate((all) => ({ ...all, serial: client.serial })), 'NOK:SN', /Kma is not the start of SHA-256/)
  await refusal(t, new DeviceClient(send).enrol(sms('333333333'), '12345678901'), 'NOK:PINREFUSED', /4 to 8 digits/)
  t.ok(await activate(({ name, ...all }) => all), 'a label is not needed')
  t.match(account().devices, { 1: { name: 'inWebo device' } })
  sms('222222222')
  sandbox.accounts.put({ ...account(), devices: Array.from({ length: 100 }, (_, index) => ({ id: `d${index}`, name: 'd', enabled: true, enrolledAt: '2026-01-01T00:00:00Z' })) })
  await refusal(t, activate((all) => all), 'NOK:MAXNBTOOLS', /the account has 100 devices/)
  sandbox.accounts.delete('carol')
  await refusal(t, activate((all) => all), 'NOK:CODE', /no activation code like this is pending/)
})

t.test('the referee says what is wrong with a secret', async (t) => {
  const { sandbox, account, client, send, sms, refusal } = await enrolled()
  const device = new DeviceClient(send, 'second')
  device.sendSecret = async ({ ms_id: msId = '', challenge = '' }, modulus) => {
    const R = device.R(challenge, '1234')
    const value = device.sealedPin({ Kfact: keys.Kfact, Kiw: keys.msKey })
    const good = { ms_n: '1', ms_id0: msId, ms_val0: value.Kma, ...R }
    const ms = (parameters: Record<string, string>) => device.call('Finalize', 'ms', { ...good, ...parameters })
    await refusal(t, ms({ ms_n: '2' }), 'NOK:SN', /ms_n should be 1/)
    await refusal(t, ms({ ms_id0: '7' }), 'NOK:SN', /ms_id0 is not the ms_id/)
    await refusal(t, ms({ ms_val0: value.pin }), 'NOK:SN', /not 16 bytes/)
    await refusal(t, ms(device.R(challenge, '')), 'NOK:ACCESS', /the PIN is not in R2/)
    await refusal(t, device.otp(), 'NOK:STATE', /the ms step is missing/)
    const pending = deviceOf(account(), 'second')
    if (pending !== undefined) t.throws(() => issueOtp(sandbox, account(), pending), /has not sent its secret yet/)
    await DeviceClient.prototype.sendSecret.call(device, { ms_id: msId, challenge }, modulus)
    await refusal(t, ms({}), 'NOK:STATE', /has sent its secret already/)
  }
  await device.enrol(sms('222222222'), '1234')
  t.ok(await device.otp())
  t.ok(await client.otp())
})

t.test('no RSA is done for a one-time password', async (t) => {
  const { context, client, sandbox, account } = await enrolled()
  const forbidden = new Proxy(keys, { get: () => { throw new Error('a private key was used') } })
  Object.assign(context, { keys: forbidden })
  const otp = await client.otp()
  t.ok(redeemOtp(sandbox, account(), otp))
})

t.test('a device that the server speaks for makes one-time passwords too', async (t) => {
  const { sandbox, account } = inweboWorld()
  const { device } = enrolDevice(sandbox, account(), { deviceId: 'phone', name: 'Phone', pin: '1234' })
  t.equal(device.id, 'phone')
  const phone = () => deviceOf(account(), 'phone') ?? t.fail('no phone') as never
  t.ok(issueOtp(sandbox, account(), phone(), { pin: '1234' }))
  const otp = issueOtp(sandbox, account(), phone())
  t.equal(redeemOtp(sandbox, account(), otp).id, 'phone')
  t.throws(() => issueOtp(sandbox, account(), phone(), { pin: '0000' }), /wrong PIN 1 of 3/)
  t.throws(() => issueOtp(sandbox, account(), { ...phone(), enabled: false }), /disabled/)
  t.throws(() => enrolDevice(sandbox, account(), { deviceId: 'tablet', name: 'Tablet', pin: '12' }), /a PIN has 4 to 8 digits/)
  sandbox.accounts.put(checkPin(sandbox, account(), '1234'))
  t.equal(account().pinErrors, 0)
  t.match(enrolDevice(sandbox, account(), { deviceId: 'phone', name: 'Phone', pin: '1234' }).account.devices, { length: 1 }, 'enrols again')
  t.match(removeEnrollments(sandbox, account()), { devices: [], enrollments: 0, inwebo: { activated: false } })
})

t.test('a device of a fixture gets its keys when they are first needed', async (t) => {
  const devices = [{ id: 'device-1', name: 'Old', enabled: true, enrolledAt: '2026-01-01T00:00:00Z' }]
  const alice: Partial<Account> = { devices, inwebo: { ...inweboWorld().account().inwebo, activated: true } }
  const { sandbox, account } = inweboWorld({ account: alice })
  const [device] = devices
  if (device === undefined) return
  const otp = issueOtp(sandbox, account(), device)
  t.match(account().devices, [{ id: 'device-1', inwebo: { state: 'active', outstanding: { length: 1 } } }])
  t.equal(redeemOtp(sandbox, account(), otp).id, 'device-1')
})

t.test('one-time passwords of a fixture count, though nobody knows when they were made', async (t) => {
  const devices = [{ id: 'device-1', name: 'Old', enabled: true, enrolledAt: '2026-01-01T00:00:00Z' }] as const
  const inwebo = { ...inweboWorld().account().inwebo, activated: true }
  const { sandbox, account } = inweboWorld({ otpDailyLimit: 6, account: { devices, inwebo, otpCount24h: 5 } })
  t.ok(issueOtp(sandbox, account(), account().devices[0] ?? devices[0]))
  t.throws(() => issueOtp(sandbox, account(), devices[0]), /6 one-time passwords were made/)
  t.throws(() => checkPin(sandbox, account(), '1234'), /the PIN is not the PIN of the account/, 'it has none')
})

t.test('200 moments of a day are told apart, then the oldest two become one', async (t) => {
  const { sandbox, account } = inweboWorld()
  const { device } = enrolDevice(sandbox, account(), { deviceId: 'phone', name: 'Phone', pin: '1234' })
  for (let count = 1; count <= 202; count++) {
    sandbox.clock.set(START + count)
    issueOtp(sandbox, account(), deviceOf(account(), device.id) ?? device)
  }
  t.match(account(), { otpCount24h: 202, otpTimes: { length: 200, 0: { count: 3 } } })
  t.match(account().devices, [{ inwebo: { outstanding: { length: 100 } } }])
})

t.test('a code of a reset that is no code, or too old', async (t) => {
  const { sandbox, client, refusal, account } = await enrolled()
  await refusal(t, client.changePin('reset', '4321', { code: '12' }), 'NOK:SN', /code should be 9 digits/)
  const code = putCode(sandbox, 'resetPIN', '333333333')
  sandbox.clock.set(START + 15 * MINUTE)
  await refusal(t, client.changePin('reset', '4321', { code }), 'NOK:CODE', /the resetPIN code expired/)
  sandbox.accounts.put({ ...account(), blocked: 'AccountBlocked' })
  await refusal(t, client.changePin('reset', '4321', { code }), 'NOK:NOK_BLOCKED', /blocked \(AccountBlocked\)/)
})

t.test('the fixed code of a sandbox is well-formed at any length, and of the newest account that waits', async (t) => {
  const world = inweboWorld({ smsCode: '4711' })
  const client = new DeviceClient(world.send)
  world.sms('4711')
  await client.enrol('4711', '1234')
  t.ok(await client.otp())
})
