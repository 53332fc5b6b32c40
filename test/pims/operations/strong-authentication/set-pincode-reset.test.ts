import t from 'tap'
import { on, sendCode } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

const otp = (pinCode: string) => ({ action: 'withPIN', pinCode })

t.test('gives the account another PIN and heals a blocked one; the code works once', async (t) => {
  const started = await start(t)
  const { get, set, admin } = started
  for (let wrong = 0; wrong < 3; wrong++) await get('otp', otp('0000'))
  const smsCode = await sendCode(started, 'resetPIN')
  t.match(await set('pincode', { action: 'reset', pinCode: '4321', smsCode }), { status: 200, body: { result: null } })
  t.match((await admin('GET', 'accounts/alice')).body, { blocked: 'NotBlocked', pinErrors: 0 })
  t.match(await get('otp', otp('1234')), { body: { error: { code: 2308 } } })
  t.match(await get('otp', otp('4321')), { status: 200 })
  t.match(await set('pincode', { action: 'reset', pinCode: '5678', smsCode }), { body: { error: { code: 2305 } } })
})

t.test('works on a device that is not enrolled yet, for who forgot the PIN before enrolling it', async (t) => {
  const started = await start(t)
  const reset = { action: 'reset', pinCode: '4321', smsCode: await sendCode(started, 'resetPIN') }
  t.match(await started.set('pincode', reset, on('tablet')), { status: 200 })
})

t.test('the PIN that the account has is 2315 and leaves the code', async (t) => {
  const started = await start(t)
  const smsCode = await sendCode(started, 'resetPIN')
  t.match(await started.set('pincode', { action: 'reset', pinCode: '1234', smsCode }), { status: 409, body: { error: { code: 2315 } } })
  t.match(await started.set('pincode', { action: 'reset', pinCode: '4321', smsCode }), { status: 200 })
})

t.test('a blocked account is not healed by it, and one without enrolments has to enrol first', async (t) => {
  const started = await start(t)
  for (const [as, code] of [['blocked', 2310], ['carol', 2313], ['disabled', 2312]] as const) {
    const smsCode = await sendCode(started, 'resetPIN', as)
    t.match(await started.set('pincode', { action: 'reset', pinCode: '4321', smsCode }, { as }), { body: { error: { code } } })
  }
})
