import t from 'tap'
import { latestCode, sendCode } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

t.test('sends nine digits to the trusted number', async (t) => {
  const { get, admin } = await start(t)
  t.match(await get('smscode', { type: 'enrollment' }), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match((await admin('GET', 'sms/latest')).body, { to: '+33639980001', account: 'alice', purpose: 'enrollment', code: /^\d{9}$/ })
})

t.test('a new code of a purpose voids the older one', async (t) => {
  const started = await start(t)
  const first = await sendCode(started, 'enrollment')
  t.not(await sendCode(started, 'enrollment'), first)
  const attempt = (smsCode: string) => started.set('smscode', { action: 'enrollment', smsCode })
  t.match(await attempt(first), { status: 400 })
  t.match(await attempt(await latestCode(started, 'enrollment')), { status: 200 })
})

t.test('an account without a number is told what is missing', async (t) => {
  const { get } = await start(t)
  t.match(await get('smscode', { type: 'enrollment' }, { as: 'bob' }), { status: 400, body: { error: { code: 2101, label: 'Missing phoneNumber parameter' } } })
})
