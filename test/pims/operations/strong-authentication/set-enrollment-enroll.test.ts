import t from 'tap'
import { on, sendCode } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

t.test('enrols a first device with the first PIN', async (t) => {
  const started = await start(t)
  const { set, get, admin } = started
  const smsCode = await sendCode(started, 'enrollment', 'carol')
  t.match(await set('enrollment', { action: 'enroll', pinCode: '2468', smsCode }, { as: 'carol' }), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match((await admin('GET', 'accounts/carol')).body, { hasPin: true, enrollments: 1, devices: [{ id: 'device-1', enabled: true }], inwebo: { activated: true } })
  t.match(await get('otp', { action: 'withPIN', pinCode: '2468' }, { as: 'carol' }), { status: 200 })
})

t.test('a further device needs the PIN of the account; a wrong one counts, and leaves the code', async (t) => {
  const started = await start(t)
  const smsCode = await sendCode(started, 'enrollment')
  const enroll = (pinCode: string) => started.set('enrollment', { action: 'enroll', pinCode, smsCode }, on('tablet'))
  t.match(await enroll('0000'), { body: { error: { code: 2308 } } })
  t.match((await started.admin('GET', 'accounts/alice')).body, { pinErrors: 1, enrollments: 1 })
  t.match(await enroll('1234'), { status: 200 })
  t.match((await started.admin('GET', 'accounts/alice')).body, { pinErrors: 0, enrollments: 2, devices: [{ id: 'device-1' }, { id: 'tablet' }] })
})

t.test('step 8 repeats step 7 on the same device, with the code (iOS) or without it (Android): it succeeds and counts nothing', async (t) => {
  for (const platform of ['iOS', 'Android']) {
    const started = await start(t)
    const { set, admin } = started
    const smsCode = await sendCode(started, 'enrollment')
    await set('smscode', { action: 'enrollment', smsCode }, on('tablet'))
    const enroll = (pinCode = '1234', device = 'tablet') => set('enrollment', { action: 'enroll', pinCode, ...platform === 'iOS' && { smsCode } }, on(device))
    for (const time of ['step 7', 'step 8', 'again, after a lost answer']) t.match(await enroll(), { status: 200 }, `${platform}: ${time}`)
    t.match((await admin('GET', 'accounts/alice')).body, { enrollments: 2, pinErrors: 0 })
    t.match((await admin('GET', 'budget')).body, { accounts: [{ account: 'alice', spent: { enrolments: 1, wrongPins: 0 } }] })

    t.match(await enroll('0000'), { body: { error: { code: 2308 } } }, 'the PIN is checked')
    t.match((await admin('GET', 'accounts/alice')).body, { enrollments: 2, pinErrors: 1 })
    t.match(await enroll('1234', 'watch'), { body: { error: { code: platform === 'iOS' ? 2305 : 2101 } } }, 'another device has not been enrolled by the code')
    await set('enrollment', { action: 'remove' })
    t.match(await enroll(), { body: { error: { code: 2305 } } }, 'nor has this one, once its enrolment is removed')
  }
})

t.test('the code may be left out once it was verified on this device, as on Android', async (t) => {
  const started = await start(t)
  const { set } = started
  const smsCode = await sendCode(started, 'enrollment')
  const enroll = (device: string, pinCode = '1234') => set('enrollment', { action: 'enroll', pinCode }, on(device))
  t.match(await enroll('tablet'), { body: { error: { code: 2101, label: 'Missing smsCode parameter' } } })
  await set('smscode', { action: 'enrollment', smsCode }, on('tablet'))
  t.match(await enroll('watch'), { body: { error: { code: 2101 } } }, 'another device')
  t.match(await enroll('tablet'), { status: 200 })

  t.match(await enroll('tablet'), { status: 200 }, 'step 8 of the tutorial repeats step 7 to have the PIN checked')
  t.match(await enroll('tablet', '0000'), { body: { error: { code: 2308 } } })
  t.match((await started.admin('GET', 'accounts/alice')).body, { enrollments: 2, pinErrors: 1 })
})

t.test('only the code that has enrolled a device may be repeated there: one that was verified and replaced is an invalid one', async (t) => {
  const started = await start(t)
  const replaced = await sendCode(started, 'enrollment')
  await started.set('smscode', { action: 'enrollment', smsCode: replaced })
  await sendCode(started, 'enrollment')
  t.match(await started.set('enrollment', { action: 'enroll', pinCode: '1234', smsCode: replaced }), { status: 422, body: { error: { code: 2305 } } }, 'on a device that is enrolled')
})

t.test('an expired code is an invalid one', async (t) => {
  const started = await start(t)
  const smsCode = await sendCode(started, 'enrollment')
  await started.admin('PUT', 'clock', { advance: 'PT15M' })
  t.match(await started.set('enrollment', { action: 'enroll', pinCode: '1234', smsCode }), { body: { error: { code: 2305 } } })
})

t.test('the last enrolment of a lifetime is followed by 2317', async (t) => {
  const started = await start(t, { MAX_ENROLLMENTS: '2' })
  const enroll = async (device: string) => await started.set('enrollment', { action: 'enroll', pinCode: '1234', smsCode: await sendCode(started, 'enrollment') }, on(device))
  t.match(await enroll('tablet'), { status: 200 })
  t.match(await enroll('watch'), { status: 403, body: { error: { code: 2317 } } })
})

t.test('a disabled device is not enrolled anew: 2312', async (t) => {
  const started = await start(t)
  const smsCode = await sendCode(started, 'enrollment', 'disabled')
  t.match(await started.set('enrollment', { action: 'enroll', pinCode: '1234', smsCode }, { as: 'disabled' }), { body: { error: { code: 2312 } } })
})

t.test('a new code counts as a new enrolment, also where every code has the same digits', async (t) => {
  const started = await start(t, { SMS_CODE: '123456789' })
  for (const enrollments of [2, 3]) {
    const smsCode = await sendCode(started, 'enrollment')
    t.match(await started.set('enrollment', { action: 'enroll', pinCode: '1234', smsCode }, on('tablet')), { status: 200 })
    t.match((await started.admin('GET', 'accounts/alice')).body, { enrollments })
  }
})
