import t from 'tap'
import { protocolRandom } from '../../src/inwebo/crypto/protocol-random.ts'
import { findDevice } from '../../src/inwebo/device.ts'
import { enrolDevice } from '../../src/inwebo/enrol-device.ts'
import { removeEnrollments } from '../../src/inwebo/remove-enrollments.ts'
import { readDeviceRequest } from '../../src/inwebo/device-protocol/device-request.ts'
import { issueOtp, redeemOtp } from '../../src/inwebo/issue-otp.ts'
import { deviceOf } from '../../src/sandbox/accounts/account.ts'
import { Budget } from '../../src/accounts/budget.ts'
import { caught } from '../support/caught.ts'
import { DeviceClient } from '../support/device-client.ts'
import { enrolledWorld, inweboWorld, putCode, START } from '../support/inwebo.ts'

const minutes = (count: number) => START + count * 60_000

t.test('an enrolment sets the PIN, counts, and shows on the account', async (t) => {
  const { account } = await enrolledWorld()
  t.match(account(), { pin: '1234', enrollments: 1, inwebo: { activated: true }, devices: [{ id: 'device-under-test', name: 'Android SDK built for x86_64 / UNKNOWN', enabled: true, enrolledAt: '2023-11-14T22:13:20.000Z' }] })
})

t.test('a code works once, and a wrong PIN does not use it up', async (t) => {
  const { sms, send, account, client } = await enrolledWorld()
  await t.rejects(new DeviceClient(send).enrol('123456789', '1234'), /NOK:CODE/)
  const second = new DeviceClient(send, 'second')
  await t.rejects(second.enrol(sms('222222222'), '9999'), /NOK:ACCESS/)
  t.equal(account().pinErrors, 1)
  await second.enrol('222222222', '1234')
  t.match(account(), { pinErrors: 0, enrollments: 2, devices: [{ id: 'device-under-test' }, { id: 'second' }] })
  const all = await Promise.all([client, second].map((device) => device.otp()))
  t.equal(new Set(all).size, 2, 'both devices work side by side')
})

t.test('two installations that call themselves the same are two devices', async (t) => {
  const { sms, send, account, client } = await enrolledWorld()
  const again = new DeviceClient(send)
  await again.enrol(sms('222222222'), '1234')
  t.strictSame(account().devices.map(({ id }) => id), ['device-under-test', again.id])
  t.ok(await client.otp())
  t.ok(await again.otp())
})

t.test('the third wrong PIN blocks the account; removing all enrolments heals it', async (t) => {
  const { sandbox, sms, send, account, client } = await enrolledWorld()
  await t.rejects(client.otp('0000'), /NOK:ACCESS/)
  t.ok(await client.otp(''), 'an empty PIN part is allowed')
  t.equal(account().pinErrors, 1, 'and proves nothing')
  await t.rejects(client.otp('0000'), /NOK:ACCESS/)
  await t.rejects(client.otp('0000'), /NOK:NOK_BLOCKED/)
  await t.rejects(client.otp(), /NOK:NOK_BLOCKED/)
  await t.rejects(new DeviceClient(send).enrol(sms('222222222'), '1234'), /NOK:NOK_BLOCKED/)
  t.throws(() => redeemOtp(sandbox, account(), 'abc'), /blocked/)
  t.equal(account().blocked, 'PinBlocked')
  removeEnrollments(sandbox, account())
  await t.rejects(client.otp(), /NOK:NODEVICE/)
  await client.enrol('222222222', '1234')
  t.ok(await client.otp())
})

t.test('enrolments are limited for life: one too many blocks the account, until all are removed', async (t) => {
  const { sandbox, sms, send, account, client } = await enrolledWorld({ maxEnrollments: 1 })
  for (const attempt of ['first', 'again']) await t.rejects(new DeviceClient(send).enrol(sms('222222222'), '1234'), /NOK:MAXNBTOOLS/, attempt)
  t.match(account(), { blocked: 'PinBlocked', enrollments: 1, pinErrors: 0 })
  await t.rejects(client.otp(), /NOK:NOK_BLOCKED/, 'on every device')
  removeEnrollments(sandbox, account())
  t.match(account(), { blocked: 'NotBlocked', enrollments: 0 })
  await client.enrol(sms('333333333'), '1234')
  t.ok(await client.otp())
})

t.test('one-time passwords are limited for a day', async (t) => {
  const { sandbox, account, client } = await enrolledWorld({ otpDailyLimit: 2 })
  await client.otp()
  sandbox.clock.set(minutes(60))
  await client.otp()
  await t.rejects(client.otp(), /NOK:ACCESS/)
  t.match(account(), { pinErrors: 0, otpCount24h: 2 })
  sandbox.clock.set(minutes(24 * 60))
  t.ok(await client.otp(), 'a day after the first')
  await t.rejects(client.otp(), /NOK:ACCESS/)
})

t.test('a PIN that is changed on one device makes the others enrol again', async (t) => {
  const { sms, send, account, client } = await enrolledWorld()
  const other = new DeviceClient(send, 'other')
  await other.enrol(sms('222222222'), '1234')
  await client.changePin('password', '5678')
  t.ok(await client.otp())
  await t.rejects(other.otp('5678'), /NOK:ACCESS/)
  await t.rejects(other.otp(''), /NOK:ACCESS/)
  t.equal(account().pinErrors, 0)
  await other.enrol(sms('222222222'), '5678')
  t.ok(await other.otp())
})

t.test('synchro, password and reset change the keys and the PIN', async (t) => {
  const { sandbox, account, client } = await enrolledWorld()
  const redeem = async () => {
    const otp = await client.otp()
    t.ok(redeemOtp(sandbox, account(), otp))
  }
  sandbox.accounts.put({ ...account(), inwebo: { ...account().inwebo, synchronised: false } })
  await t.rejects(client.otp(), /NOK:STATE/)
  await client.synchro()
  t.equal(account().inwebo.synchronised, true)
  await t.rejects(client.changePin('password', '1234'), /NOK:PINREUSED/)
  await t.rejects(client.changePin('password', '123'), /NOK:PINREFUSED/)
  await client.changePin('password', '567890')
  await redeem()

  const code = putCode(sandbox, 'resetPIN', '333333333')
  for (let wrong = 0; wrong < 3; wrong++) await t.rejects(client.otp('0000'))
  await t.rejects(client.changePin('reset', '4321', { code: '444444444' }), /NOK:CODE/)
  await client.changePin('reset', '4321', { code })
  t.match(account(), { pin: '4321', blocked: 'NotBlocked', pinErrors: 0 })
  await redeem()
  await t.rejects(client.changePin('reset', '4321', { code }), /NOK:CODE/, 'used')
})

t.test('a device that the server speaks for enrols, makes one-time passwords, and enrols again', async (t) => {
  const { sandbox, account } = inweboWorld()
  const { device } = enrolDevice(sandbox, account(), { deviceId: 'phone', name: 'Phone', pin: '1234' })
  t.match(device, { id: 'phone', name: 'Phone', inwebo: { state: 'active', serial: new RegExp(`^${device.inwebo?.id}/_/[0-9a-f]{32}$`), secret: /^[0-9a-f]{32}$/ } })
  const otp = issueOtp(sandbox, account(), deviceOf(account(), 'phone') ?? device)
  t.equal(redeemOtp(sandbox, account(), otp).id, 'phone')
  t.match(enrolDevice(sandbox, account(), { deviceId: 'phone', name: 'Phone', pin: '1234' }).account, { enrollments: 2, devices: { length: 1 } })
  t.match(removeEnrollments(sandbox, account()), { devices: [], enrollments: 0, inwebo: { activated: false } })
  t.equal(account().pin, undefined)
})

t.test('an account takes 100 devices; an enrolment is counted by the meter', async (t) => {
  const { sandbox, account, change } = inweboWorld()
  const devices = Array.from({ length: 99 }, (_, index) => ({ id: `d${index}`, name: 'd', enabled: true, enrolledAt: '2026-01-01T00:00:00Z' }))
  change({ devices })
  const enrol = (deviceId: string) => enrolDevice(sandbox, account(), { deviceId, name: deviceId, pin: '1234' })
  t.equal(enrol('last').account.devices.length, 100)
  t.match([...sandbox.part(Budget).values()], [{ spent: { enrolments: 1 } }])
  t.match(caught(() => enrol('too many')), { refusal: 'enrolment-limit', message: 'the account has 100 devices; remove all enrolments to start over' })
})

t.test('a device is found by the id that inWebo gave it, while it is enabled', async (t) => {
  const { sandbox, account, change } = inweboWorld()
  change({ devices: [{ id: 'old', name: 'Old', enabled: true, enrolledAt: '2026-01-01T00:00:00Z' }] })
  const { keys } = enrolDevice(sandbox, account(), { deviceId: 'phone', name: 'Phone', pin: '1234' })
  t.match(findDevice(sandbox, keys.id), { account: { id: 'carol' }, device: { id: 'phone' }, keys: { id: keys.id, outstanding: { length: 0 } } })
  t.equal(findDevice(sandbox, 'phone'), undefined)
  change({ devices: account().devices.map((device) => ({ ...device, enabled: false })) })
  t.equal(findDevice(sandbox, keys.id), undefined)
})

t.test('the id of a new device is the next free one when the generator gives none, also after the last one', async (t) => {
  const { sandbox, account } = inweboWorld()
  let draws = 0
  const stuck = { ...protocolRandom(sandbox), id: () => { draws++; return '999999999' } }
  const ids = ['one', 'two', 'three'].map((deviceId) => enrolDevice(sandbox, account(), { deviceId, name: deviceId, pin: '1234' }, stuck).keys.id)
  t.strictSame(ids, ['999999999', '100000000', '100000001'])
  t.equal(draws, 1 + 100 + 100)
})

t.test('a device id that holds the separator is the same in the journal and on the account', async (t) => {
  const { sandbox, send, sms, account } = inweboWorld()
  const client = new DeviceClient(send, 'a/_/b')
  await client.enrol(sms('123456789'), '1234')
  t.match(account().devices, [{ id: 'a/_/b' }])
  const named = (serial: string) => readDeviceRequest(sandbox, { mode: 'activate', serial })
  t.match(named(client.serial), { call: { device: 'a/_/b' } })
  t.match(named('x'.repeat(10_000)), { call: { device: 'x'.repeat(64) } }, 'and cut')
})

t.test('the label of a device is what can be shown of it', async (t) => {
  const labels = { 'My\u0000 phone\u0007': 'My phone', '': 'inWebo device', ['x'.repeat(300)]: 'x'.repeat(200) }
  for (const [name, shown] of Object.entries(labels)) {
    const { send, sms, account } = inweboWorld()
    const client = new DeviceClient((query) => send(query.replace(/name=[^&]*/, `name=${encodeURIComponent(name)}`)))
    await client.enrol(sms('123456789'), '1234')
    t.equal(account().devices[0]?.name, shown)
  }
})

t.test('the fixed code of a sandbox is well-formed at any length', async (t) => {
  const world = inweboWorld({ smsCode: '4711' })
  const client = new DeviceClient(world.send)
  world.sms('4711')
  await client.enrol('4711', '1234')
  t.ok(await client.otp())
})

t.test('a device that broke off its enrolment before it sent its secret leaves its id to the next', async (t) => {
  const { sms, send, account } = inweboWorld()
  const broken = new DeviceClient((query) => {
    if (query.includes('mode=ms')) throw new Error('no network')
    return send(query)
  }, 'phone')
  await t.rejects(broken.enrol(sms('111111111'), '1234'), /no network/)
  t.match(account(), { enrollments: 1, devices: [{ id: 'phone' }] })
  await new DeviceClient(send, 'phone').enrol(sms('222222222'), '1234')
  t.match(account(), { enrollments: 2 })
  t.strictSame(account().devices.map(({ id }) => id), ['phone'])
})
