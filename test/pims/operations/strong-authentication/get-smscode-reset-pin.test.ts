import t from 'tap'
import { latestCode, sendCode } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

t.test('sends nine digits to the trusted number', async (t) => {
  const { get, admin } = await start(t)
  t.match(await get('smscode', { type: 'resetPIN' }), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match((await admin('GET', 'sms/latest')).body, { to: '+33639980001', account: 'alice', purpose: 'resetPIN', code: /^\d{9}$/ })
})

t.test('a new code of a purpose voids the older one', async (t) => {
  const started = await start(t)
  const first = await sendCode(started, 'resetPIN')
  t.not(await sendCode(started, 'resetPIN'), first)
  const attempt = (smsCode: string) => started.set('pincode', { action: 'reset', pinCode: '4321', smsCode })
  t.match(await attempt(first), { status: 422 })
  t.match(await attempt(await latestCode(started, 'resetPIN')), { status: 200 })
})

t.test('an account without a number is told what is missing', async (t) => {
  const { get } = await start(t)
  t.match(await get('smscode', { type: 'resetPIN' }, { as: 'bob' }), { status: 400, body: { error: { code: 2101, label: 'Missing phoneNumber parameter' } } })
})
