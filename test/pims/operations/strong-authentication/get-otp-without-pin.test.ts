import t from 'tap'
import { start } from '../../../support/start.ts'

const otp = { action: 'withoutPIN' }

t.test('makes a one-time password without a PIN, another each time', async (t) => {
  const { get } = await start(t)
  const made = new Set<unknown>()
  for (let count = 0; count < 3; count++) made.add((await get('otp', otp)).body?.result)
  t.equal(made.size, 3)
})

t.test('the daily limit is 2308 and no wrong PIN', async (t) => {
  const { get, admin } = await start(t, { OTP_DAILY_LIMIT: '1' })
  t.match(await get('otp', otp), { status: 200 })
  t.match(await get('otp', otp), { status: 403, body: { error: { code: 2308 } } })
  t.match((await admin('GET', 'accounts/alice')).body, { pinErrors: 0 })
  await admin('PUT', 'clock', { advance: 'P1D' })
  t.match(await get('otp', otp), { status: 200 })
})

t.test('an account without an inWebo client is 2313', async (t) => {
  const { get } = await start(t)
  t.match(await get('otp', otp, { as: 'carol' }), { body: { error: { code: 2313 } } })
})
