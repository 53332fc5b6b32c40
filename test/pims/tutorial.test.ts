import t, { type Test } from 'tap'
import { latestCode, on } from '../support/codes.ts'
import { start, type Started } from '../support/start.ts'

// The vendor's page "Device Enrollment & Account Management", step by step, as an app follows it.

const isDeviceActivated = { actionType: 'strong', type: 'isDeviceActivated' }
const isAccountBlocked = { actionType: 'strong', type: 'isAccountBlocked' }
const phoneNumber = '0639980042'
const done = { status: 200, body: { status: 'SUCCEEDED', result: null } }

/** The calls of one user, who is `bob` unless said otherwise. */
function userOf (started: Started, as = 'bob') {
  const who = { as }
  return {
    get: (api: string, parameters: Record<string, string> = {}) => started.get(api, parameters, who),
    set: (api: string, parameters: object) => started.set(api, parameters, who),
    /** What the user reads on the telephone. */
    readSms: (purpose: string) => latestCode(started, purpose, as)
  }
}

/** Steps 1 to 3: not enrolled, not blocked, no number. */
async function checkStatus (t: Test, { get }: ReturnType<typeof userOf>) {
  t.match(await get('account', isDeviceActivated), { body: { result: { isDeviceActivated: false } } }, 'step 1')
  t.match(await get('account', isAccountBlocked), { body: { result: { isAccountBlocked: 'NotBlocked' } } }, 'step 2')
  t.match(await get('trustedphonenumber'), { body: { error: { code: 2307 } } }, 'step 3')
}

t.test('the shortcut: enrolment with a phone number', async (t) => {
  const user = userOf(await start(t))
  await checkStatus(t, user)
  t.match(await user.get('smscode', { type: 'phoneNumberCertification', phoneNumber }), done, 'step 4.1, the code')
  const smsCode = await user.readSms('phoneNumberCertification')
  t.match(await user.set('enrollment', { action: 'enrollWithPhoneNumber', pinCode: '424242', smsCode, phoneNumber }), done, 'step 4.1, the enrolment')

  t.match(await user.get('account', isDeviceActivated), { body: { result: { isDeviceActivated: true } } })
  t.match(await user.get('otp', { action: 'withPIN', pinCode: '424242' }), { body: { result: { otp: String } } })
})

for (const platform of ['Android', 'iOS']) {
  t.test(`the full method in eight steps, on ${platform}`, async (t) => {
    const user = userOf(await start(t))
    await checkStatus(t, user)

    await user.get('smscode', { type: 'phoneNumberCertification', phoneNumber })
    const certificate = await user.readSms('phoneNumberCertification')
    t.match(await user.set('smscode', { type: 'addPhoneNumber', smsCode: certificate, phoneNumber }), done, 'step 4.2')

    t.match(await user.get('smscode', { type: 'enrollment', phoneNumber }), done, 'step 5')
    const smsCode = await user.readSms('enrollment')
    t.match(await user.set('smscode', { action: 'enrollment', smsCode }), { body: { result: { status: 'NotEnrolled' } } }, 'step 6')

    const enroll = { action: 'enroll', pinCode: '1234', ...platform === 'iOS' && { smsCode } }
    t.match(await user.set('enrollment', enroll), done, 'step 7')
    t.match(await user.set('enrollment', enroll), done, 'step 8, which is step 7 again')
    t.match(await user.get('account', isDeviceActivated), { body: { result: { isDeviceActivated: true } } })
  })
}

t.test('a second device: the account has a number and a PIN already', async (t) => {
  const started = await start(t)
  const { get, set } = started
  const tablet = on('tablet')
  t.match(await get('account', isDeviceActivated, tablet), { body: { result: { isDeviceActivated: false } } }, 'step 1')
  t.match(await get('trustedphonenumber', {}, tablet), { body: { result: { phoneNumber: '0639980001' } } }, 'step 3')
  await get('smscode', { type: 'enrollment' }, tablet)
  t.match(await set('smscode', { action: 'enrollment', smsCode: await latestCode(started, 'enrollment') }, tablet), { body: { result: { status: 'AlreadyEnrolled' } } }, 'step 6')
  t.match(await set('enrollment', { action: 'enroll', pinCode: '9999' }, tablet), { body: { error: { code: 2308 } } }, 'step 8: not 2317, so the PIN is asked again')
  t.match(await set('enrollment', { action: 'enroll', pinCode: '1234' }, tablet), done, 'step 8')
})

t.test('step 8 is repeated while the code is not 2317; 2317 means blocked, and step A leads out', async (t) => {
  const started = await start(t)
  const { get, set } = started
  const tablet = on('tablet')
  await get('smscode', { type: 'enrollment' }, tablet)
  const smsCode = await latestCode(started, 'enrollment')
  await set('smscode', { action: 'enrollment', smsCode }, tablet)

  const enroll = async (pinCode: string) => (await set('enrollment', { action: 'enroll', pinCode, smsCode }, tablet)).body?.error as { code: number } | undefined
  const codes = []
  do codes.push((await enroll('9999'))?.code)
  while (codes.at(-1) !== 2317 && codes.length < 10)
  t.strictSame(codes, [2308, 2308, 2317], 'the loop of step 8 ends')
  t.match(await enroll('1234'), { code: 2317 }, 'also for the right PIN')
  t.match(await get('account', isAccountBlocked, tablet), { body: { result: { isAccountBlocked: 'PinBlocked' } } }, 'step 2')

  t.match(await set('enrollment', { action: 'remove' }, tablet), done, 'step A')
  t.match(await get('account', isAccountBlocked, tablet), { body: { result: { isAccountBlocked: 'NotBlocked' } } })
  await get('smscode', { type: 'enrollment' }, tablet)
  const next = { action: 'enroll', pinCode: '8888', smsCode: await latestCode(started, 'enrollment') }
  t.match(await set('enrollment', next, tablet), done, 'steps 5 to 7')
  t.match(await get('otp', { action: 'withPIN', pinCode: '8888' }, tablet), { status: 200 })
})

t.test('A – removing all enrolments, when the account is blocked', async (t) => {
  const started = await start(t)
  const user = userOf(started, 'alice')
  for (let wrong = 0; wrong < 3; wrong++) await user.get('otp', { action: 'withPIN', pinCode: '0000' })
  t.match(await user.get('account', isAccountBlocked), { body: { result: { isAccountBlocked: 'PinBlocked' } } })
  t.match(await user.set('enrollment', { action: 'remove' }), done)
  t.match(await user.get('account', isAccountBlocked), { body: { result: { isAccountBlocked: 'NotBlocked' } } })

  t.match(await user.get('trustedphonenumber'), { body: { result: { phoneNumber: '0639980001' } } }, 'and on from step 3')
  await user.get('smscode', { type: 'enrollment' })
  const smsCode = await user.readSms('enrollment')
  t.match(await user.set('smscode', { action: 'enrollment', smsCode }), { body: { result: { status: 'NotEnrolled' } } }, 'the user chooses a new PIN')
  t.match(await user.set('enrollment', { action: 'enroll', pinCode: '7777', smsCode }), done)
})

t.test('B – resetting a PIN that the user has forgotten', async (t) => {
  const user = userOf(await start(t), 'alice')
  await user.get('smscode', { type: 'resetPIN' })
  t.match(await user.set('pincode', { action: 'reset', pinCode: '4321', smsCode: await user.readSms('resetPIN') }), done)
  t.match(await user.get('otp', { action: 'withPIN', pinCode: '4321' }), { status: 200 })
})

t.test('C – updating the PIN', async (t) => {
  const user = userOf(await start(t), 'alice')
  t.match(await user.set('pincode', { action: 'update', oldPIN: '1234', newPIN: '0987' }), done)
  t.match(await user.get('otp', { action: 'withPIN', pinCode: '0987' }), { status: 200 })
})

t.test('D – modifying the phone number', async (t) => {
  const user = userOf(await start(t), 'alice')
  t.match(await user.get('account', isDeviceActivated), { body: { result: { isDeviceActivated: true } } }, 'it needs an enrolment')
  await user.get('smscode', { type: 'phoneNumberCertification', phoneNumber })
  t.match(await user.set('smscode', { type: 'modifyPhoneNumber', smsCode: await user.readSms('phoneNumberCertification'), phoneNumber }), done)
  t.match(await user.get('trustedphonenumber'), { body: { result: { phoneNumber } } })
})

t.test('E – removing a vehicle needs the remote token, which a one-time password renews', async (t) => {
  const { call, get, admin } = await start(t)
  const remove = () => call({ method: 'POST', url: '/pims.subscription.vehicle', headers: { authorization: 'Bearer alice' }, payload: { action: 'removeProperty', vin: 'VR3UHZKXZL0000001' } })
  t.match(await remove(), { body: { error: { code: 2302 } } })
  t.match(await get('otp', { action: 'withPIN', pinCode: '1234' }), { status: 200 })
  t.match(await remove(), done)
  t.match(await admin('GET', 'accounts/alice'), { body: { vehicles: [] } })
})
