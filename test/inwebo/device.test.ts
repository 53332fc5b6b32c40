import t from 'tap'
import { removeEnrollments } from '../../src/inwebo/device.ts'
import { redeemOtp } from '../../src/inwebo/issue-otp.ts'
import { DeviceClient } from '../support/device-client.ts'
import { inweboWorld, putCode, START } from '../support/inwebo.ts'

/** A world with a device that enrolled with PIN 1234. */
async function enrolled (options: Parameters<typeof inweboWorld>[0] = {}) {
  const world = inweboWorld(options)
  const client = new DeviceClient(world.send)
  await client.enrol(world.sms('123456789'), '1234')
  return { ...world, client }
}
const minutes = (count: number) => START + count * 60_000

t.test('a device enrols, and its one-time password is redeemed once', async (t) => {
  const { sandbox, account, client } = await enrolled()
  t.match(account(), { pin: '1234', enrollments: 1, devices: [{ id: 'device-under-test', enabled: true, enrolledAt: '2023-11-14T22:13:20.000Z' }] })
  const otp = await client.otp()
  t.equal(redeemOtp(sandbox, account(), otp).id, 'device-under-test')
  t.equal(account().otpCount24h, 1)
  t.throws(() => redeemOtp(sandbox, account(), otp), /redeemed or retired already/)
})

t.test('a code works once, and a wrong PIN does not use it up', async (t) => {
  const { sms, send, account, client } = await enrolled()
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
  const { sms, send, account, client } = await enrolled()
  const again = new DeviceClient(send)
  await again.enrol(sms('222222222'), '1234')
  t.strictSame(account().devices.map(({ id }) => id), ['device-under-test', again.id])
  t.ok(await client.otp())
  t.ok(await again.otp())
})

t.test('a code expires after 15 minutes of the sandbox, a challenge after one', async (t) => {
  const { sandbox, sms, send, client } = await enrolled()
  sms('222222222')
  sandbox.clock.set(minutes(15))
  await t.rejects(new DeviceClient(send).enrol('222222222', '1234'), /NOK:CODE/)
  const { challenge = '' } = await client.call('Setup', 'otp', {})
  sandbox.clock.set(minutes(16) + 1)
  await t.rejects(client.call('Finalize', 'otp', client.R(challenge, '1234')), /NOK:TIMEOUT/)
  await t.rejects(client.call('Finalize', 'otp', client.R(challenge, '1234')), /NOK:STATE/, 'used up')
})

t.test('the third wrong PIN blocks the account; removing all enrolments heals it', async (t) => {
  const { sandbox, sms, send, account, client } = await enrolled()
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
  const { sandbox, sms, send, account, client } = await enrolled({ maxEnrollments: 1 })
  for (const attempt of ['first', 'again']) await t.rejects(new DeviceClient(send).enrol(sms('222222222'), '1234'), /NOK:MAXNBTOOLS/, attempt)
  t.match(account(), { blocked: 'PinBlocked', enrollments: 1, pinErrors: 0 })
  await t.rejects(client.otp(), /NOK:NOK_BLOCKED/, 'on every device')
  removeEnrollments(sandbox, account())
  t.match(account(), { blocked: 'NotBlocked', enrollments: 0 })
  await client.enrol(sms('333333333'), '1234')
  t.ok(await client.otp())
})

t.test('one-time passwords are limited for a day', async (t) => {
  const { sandbox, account, client } = await enrolled({ otpDailyLimit: 2 })
  await client.otp()
  sandbox.clock.set(minutes(60))
  await client.otp()
  await t.rejects(client.otp(), /NOK:ACCESS/)
  t.match(account(), { pinErrors: 0, otpCount24h: 2 })
  sandbox.clock.set(minutes(24 * 60))
  t.ok(await client.otp(), 'a day after the first')
  await t.rejects(client.otp(), /NOK:ACCESS/)
})

t.test('a J forces one second round, and the number of the first is not to be used', async (t) => {
  const { sandbox, context, account, client } = await enrolled()
  Object.assign(context, { variation: { J: true, dK1: true, K1: true, extras: true } })
  const first = await client.round('otp', {})
  client.take(first)
  t.match(first, { J: /^[0-9a-f]{32}$/, s_id: '1201' })
  t.throws(() => redeemOtp(sandbox, account(), client.passwordOf(first.defi ?? '')), /second round is missing/)
  const second = await client.otp()
  t.equal(client.rounds, 1)
  t.ok(redeemOtp(sandbox, account(), second))
  t.equal(account().otpCount24h, 1)
})

t.test('a PIN that is changed on one device makes the others enrol again', async (t) => {
  const { sms, send, account, client } = await enrolled()
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
  const { sandbox, account, client } = await enrolled()
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
