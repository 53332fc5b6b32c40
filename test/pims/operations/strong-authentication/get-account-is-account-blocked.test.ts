import t from 'tap'
import { start } from '../../../support/start.ts'

const question = { type: 'isAccountBlocked', actionType: 'strong' }

t.test('tells a blocked PIN, a blocked account, neither and “Unknown” apart; Unknown blocks nothing', async (t) => {
  const { get, admin } = await start(t)
  for (const blocked of ['NotBlocked', 'PinBlocked', 'AccountBlocked', 'Unknown']) {
    await admin('PATCH', 'accounts/alice', { blocked })
    t.match(await get('account', question), { status: 200, body: { result: { isAccountBlocked: blocked } } })
  }
  t.match(await get('otp', { action: 'withoutPIN' }), { status: 200 })
})

t.test('the wrong PIN that uses up the last try makes it PinBlocked', async (t) => {
  const { get } = await start(t, { MAX_PIN_ERRORS: '2' })
  for (const code of [2308, 2317]) t.match(await get('otp', { action: 'withPIN', pinCode: '0000' }), { body: { error: { code } } })
  t.match(await get('account', question), { body: { result: { isAccountBlocked: 'PinBlocked' } } })
})

t.test('a component that is not configured is 2344', async (t) => {
  const { get } = await start(t)
  t.match(await get('account', question, { as: 'misconfigured' }), { status: 503, body: { error: { code: 2344, label: 'StrongAuthentication not configured' } } })
})
