import t from 'tap'
import { on } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

const otp = { action: 'withPIN', pinCode: '1234' }

t.test('makes a one-time password that the token endpoint takes once', async (t) => {
  const { get, call } = await start(t)
  const { body } = await get('otp', otp)
  const { otp: password } = body?.result as { otp: string }
  t.match(password, /^[a-z0-9]{5,8}$/)

  const redeem = () => call({ method: 'POST', url: '/connectedcar/v4/virtualkey/remoteaccess/token', headers: { authorization: 'Bearer alice' }, payload: { grant_type: 'password', password } })
  t.match(await redeem(), { status: 200, body: { access_token: String } })
  t.match(await redeem(), { status: 400, body: { error: 'invalid_grant' } })
})

t.test('wrong PINs count, the third blocks (2317), and a right one clears the count', async (t) => {
  const { get, admin } = await start(t)
  const wrong = () => get('otp', { ...otp, pinCode: '0000' })
  t.match(await wrong(), { body: { error: { code: 2308, label: 'inwebo: access refused' } } })
  t.match(await wrong(), { body: { error: { code: 2308 } } })
  t.match(await get('otp', otp), { status: 200 })
  t.match((await admin('GET', 'accounts/alice')).body, { pinErrors: 0, otpCount24h: 1 })
  for (const code of [2308, 2308, 2317]) t.match(await wrong(), { body: { error: { code } } })
  t.match(await get('otp', otp), { status: 403, body: { error: { code: 2317 } } }, 'blocked for the right one too')
})

t.test('a device that never enrolled is 2312', async (t) => {
  const { get } = await start(t)
  t.match(await get('otp', otp, on('another')), { body: { error: { code: 2312 } } })
})

t.test('resetStep clears 2312 of a disabled device and 2317, but enrols nothing', async (t) => {
  const { get } = await start(t)
  for (const [as, code] of [['disabled', 2312], ['upgradable', 2317]] as const) {
    t.match(await get('otp', otp, { as }), { body: { error: { code } } })
    t.match(await get('otp', { ...otp, resetStep: 'false' }, { as }), { body: { error: { code } } })
    t.match(await get('otp', { ...otp, resetStep: 'true' }, { as }), { status: 200 })
    t.match(await get('otp', otp, { as }), { status: 200 }, 'for good')
  }
  t.match(await get('otp', { ...otp, resetStep: 'true' }, on('another')), { body: { error: { code: 2312 } } })
  t.match(await get('otp', { ...otp, resetStep: 'yes' }), { body: { error: { code: 2102, label: 'Invalid resetStep parameter' } } })
})
