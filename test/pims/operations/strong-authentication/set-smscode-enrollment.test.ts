import t from 'tap'
import { sendCode } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

t.test('says whether the account has a PIN already, and leaves the code', async (t) => {
  const started = await start(t)
  for (const [as, status] of [['carol', 'NotEnrolled'], ['alice', 'AlreadyEnrolled']] as const) {
    const smsCode = await sendCode(started, 'enrollment', as)
    for (let times = 0; times < 2; times++) {
      t.match(await started.set('smscode', { action: 'enrollment', smsCode }, { as }), { status: 200, body: { result: { status } } })
    }
  }
})

t.test('a code may come as an integer, which has lost its leading zeros', async (t) => {
  const fixed = await start(t, { SMS_CODE: '0042' })
  await sendCode(fixed, 'enrollment')
  t.match(await fixed.set('smscode', { action: 'enrollment', smsCode: 42 }), { status: 200 })

  const drawn = await start(t)
  const smsCode = Number(await sendCode(drawn, 'enrollment'))
  t.match(await drawn.set('smscode', { action: 'enrollment', smsCode }), { status: 200 })
})

t.test('no code pending is 2311; a wrong one is 2102, and the third wrong one voids it', async (t) => {
  const started = await start(t)
  const attempt = (smsCode: unknown) => started.set('smscode', { action: 'enrollment', smsCode })
  t.match(await attempt('000000000'), { status: 409, body: { error: { code: 2311 } } })
  const smsCode = await sendCode(started, 'enrollment')
  for (let wrong = 0; wrong < 3; wrong++) t.match(await attempt('000000000'), { body: { error: { code: 2102, label: 'Invalid smsCode parameter' } } })
  t.match(await attempt(smsCode), { body: { error: { code: 2311 } } })
})

t.test('2101 is not documented here, so a missing code is 2102', async (t) => {
  const { set } = await start(t)
  t.match(await set('smscode', { action: 'enrollment' }), { body: { error: { code: 2102, label: 'Invalid smsCode parameter' } } })
})
