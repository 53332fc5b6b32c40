import t from 'tap'
import { enrolDevice } from '../../src/inwebo/enrol-device.ts'
import { issueOtp, redeemOtp } from '../../src/inwebo/issue-otp.ts'
import { checkPin } from '../../src/inwebo/pin.ts'
import { deviceOf } from '../../src/sandbox/accounts/account.ts'
import { enrolledWorld, inweboWorld, keys, START } from '../support/inwebo.ts'

const OLD = { id: 'device-1', name: 'Old', enabled: true, enrolledAt: '2026-01-01T00:00:00Z' }

/** A world whose account has a device of a fixture, without keys. */
function fixtureWorld (options: Parameters<typeof inweboWorld>[0] = {}) {
  const inwebo = { ...inweboWorld().account().inwebo, activated: true }
  const world = inweboWorld({ ...options, account: { devices: [OLD], inwebo, ...options.account } })
  return { ...world, issue: () => issueOtp(world.sandbox, world.account(), world.account().devices[0] ?? OLD) }
}

t.test('a one-time password is redeemed once', async (t) => {
  const { sandbox, account, client } = await enrolledWorld()
  const otp = await client.otp()
  t.equal(redeemOtp(sandbox, account(), otp).id, 'device-under-test')
  t.throws(() => redeemOtp(sandbox, account(), otp), /it was redeemed or retired already; none is open/)
})

t.test('redeeming one retires the older ones of its device, and keeps the newer ones', async (t) => {
  const { sandbox, account, client } = await enrolledWorld()
  const [first, second, third] = [await client.otp(), await client.otp(), await client.otp()]
  t.ok(redeemOtp(sandbox, account(), second))
  t.throws(() => redeemOtp(sandbox, account(), first), /redeemed or retired already; 1 device has 1 one-time password open/)
  t.ok(redeemOtp(sandbox, account(), third))
})

t.test('redeeming one leaves those of other devices alone', async (t) => {
  const { sandbox, account, client } = await enrolledWorld()
  const { device } = enrolDevice(sandbox, account(), { deviceId: 'phone', name: 'Phone', pin: '1234' })
  const other = issueOtp(sandbox, account(), device)
  const hers = await client.otp()
  t.ok(redeemOtp(sandbox, account(), hers))
  t.equal(redeemOtp(sandbox, account(), other).id, 'phone')
})

t.test('a one-time password of a disabled device is not redeemed', async (t) => {
  const { sandbox, account, client, change } = await enrolledWorld()
  const otp = await client.otp()
  const { devices } = account()
  change({ devices: devices.map((device) => ({ ...device, enabled: false })) })
  t.throws(() => redeemOtp(sandbox, account(), otp), /no device of carol has made this/)
  change({ devices })
  t.ok(redeemOtp(sandbox, account(), otp), 'nor is it lost')
})

t.test('a one-time password lives for 5 minutes, that moment excluded', async (t) => {
  const { sandbox, account, client, wait } = await enrolledWorld()
  const [first, second] = [await client.otp(), await client.otp()]
  wait(299_999)
  t.ok(redeemOtp(sandbox, account(), first))
  wait(1)
  t.throws(() => redeemOtp(sandbox, account(), second), /made more than 5 minutes ago/)
})

t.test('expired ones are forgotten when the device makes another', async (t) => {
  const { account, client, wait } = await enrolledWorld()
  const open = () => account().devices[0]?.inwebo?.outstanding.length
  await client.otp()
  wait(299_999)
  await client.otp()
  t.equal(open(), 2)
  wait(1)
  await client.otp()
  t.equal(open(), 2, 'the first is gone')
})

t.test('a refusal says how many could be redeemed: of one device or several, neither expired nor replaced', async (t) => {
  const { sandbox, account, client, change, wait } = await enrolledWorld()
  const refusal = () => {
    try {
      return redeemOtp(sandbox, account(), 'zzzzzzzz')
    } catch (error) {
      return String(error).split('; ')[1]
    }
  }
  await client.otp()
  wait(200_000)
  await client.otp()
  await client.otp()
  t.equal(refusal(), '1 device has 3 one-time passwords open')
  wait(100_000)
  t.equal(refusal(), '1 device has 2 one-time passwords open', 'the first has expired')
  const [device] = account().devices
  if (device?.inwebo === undefined) throw new Error('no device')
  const [, second, third] = device.inwebo.outstanding
  if (second === undefined || third === undefined) throw new Error('none open')
  const withOpen = (id: string, ...outstanding: Array<typeof second>) => ({ ...device, id, inwebo: { ...device.inwebo, id, outstanding } as NonNullable<typeof device.inwebo> })
  change({ devices: [withOpen('111111111', second, { ...third, replaced: true }), withOpen('222222222', second)] })
  t.equal(refusal(), '2 devices have 2 one-time passwords open', 'one was replaced')
})

t.test('a wrong one does not invalidate the open ones, and a blocked account redeems none', async (t) => {
  const { sandbox, account, client, change } = await enrolledWorld()
  const otp = await client.otp()
  t.throws(() => redeemOtp(sandbox, account(), 'zzzzzzzz'), /no device of carol has made this .*; 1 device has 1 one-time password open/)
  change({ blocked: 'AccountBlocked' })
  t.throws(() => redeemOtp(sandbox, account(), otp), /the account is blocked/)
  change({ blocked: 'NotBlocked' })
  t.ok(redeemOtp(sandbox, account(), otp))
})

t.test('no RSA is done for a one-time password', async (t) => {
  const { context, client, sandbox, account } = await enrolledWorld()
  const forbidden = new Proxy(keys, { get: () => { throw new Error('a private key was used') } })
  Object.assign(context, { keys: forbidden })
  const otp = await client.otp()
  t.ok(redeemOtp(sandbox, account(), otp))
})

t.test('a device without keys of its own gets them when they are first needed', async (t) => {
  const { sandbox, account, issue } = fixtureWorld()
  const otp = issue()
  t.match(account().devices, [{ id: 'device-1', inwebo: { state: 'active', outstanding: { length: 1 } } }])
  t.equal(redeemOtp(sandbox, account(), otp).id, 'device-1')
})

t.test('a one-time password for a device is refused as the state of the account says', async (t) => {
  const { sandbox, account } = inweboWorld()
  const { device } = enrolDevice(sandbox, account(), { deviceId: 'phone', name: 'Phone', pin: '1234' })
  t.throws(() => issueOtp(sandbox, account(), { ...device, enabled: false }), /the device phone is disabled/)
  t.throws(() => issueOtp(sandbox, account(), device, { pin: '0000' }), /the PIN is not the PIN of the account: wrong PIN 1 of 3/)
  t.equal(account().pinErrors, 1)
  t.ok(issueOtp(sandbox, account(), device, { pin: '1234' }))
  t.equal(account().pinErrors, 0)
  const { secret, ...pendingKeys } = device.inwebo ?? t.fail('no keys') as never
  const pending = { ...device, inwebo: pendingKeys }
  t.throws(() => issueOtp(sandbox, account(), pending), /the device has not sent its secret yet/)
  sandbox.accounts.put({ ...account(), limits: { otpDailyLimit: 1 } })
  t.throws(() => issueOtp(sandbox, account(), device), /1 one-time passwords were made .* the limit is 1/)
})

t.test('one-time passwords that a fixture counts without a time count as made now', async (t) => {
  const { issue, sandbox, account } = fixtureWorld({ otpDailyLimit: 6, account: { otpCount24h: 5 } })
  t.ok(issue())
  t.throws(issue, /6 one-time passwords were made/)
  t.throws(() => checkPin(sandbox, account(), '1234'), /the PIN is not the PIN of the account/, 'it has none')
})

t.test('a one-time password counts for 24 hours, that moment excluded', async (t) => {
  const { issue, wait } = fixtureWorld({ otpDailyLimit: 1 })
  issue()
  wait(24 * 3_600_000 - 1)
  t.throws(issue, /1 one-time passwords were made/)
  wait(1)
  t.ok(issue())
})

t.test('200 moments of a day are told apart, then the oldest two become one; 100 passwords are open', async (t) => {
  const { sandbox, account, issue } = fixtureWorld()
  for (let count = 1; count <= 202; count++) {
    sandbox.clock.set(START + count)
    issue()
    if (count === 200) t.match(account().otpTimes, { length: 200, 0: { at: START + 1, count: 1 } })
  }
  t.match(account(), { otpCount24h: 202, otpTimes: { length: 200, 0: { at: START + 3, count: 3 }, 1: { at: START + 4, count: 1 } } })
  t.match(deviceOf(account(), 'device-1'), { inwebo: { outstanding: { length: 100 } } })
})

t.test('a J forces one second round, and the number of the first is not to be used', async (t) => {
  const { sandbox, context, account, client } = await enrolledWorld()
  Object.assign(context, { variation: { J: true, dK1: true, K1: true, extras: true } })
  const first = await client.round('otp', {})
  client.take(first)
  t.match(first, { J: /^[0-9a-f]{32}$/, s_id: '1201', connected: '1', server: 'pims-mock' })
  t.throws(() => redeemOtp(sandbox, account(), client.passwordOf(first.defi ?? '')), /second round is missing/)
  t.equal(account().otpCount24h, 0, 'it is not counted')
  const second = await client.otp()
  t.equal(client.rounds, 1, 'the second round has no J again')
  t.ok(redeemOtp(sandbox, account(), second))
  t.equal(account().otpCount24h, 1)
})
