// @ts-nocheck
import t from 'tap'
import { nobody, sendCode } from '../support/codes.ts'
import { start } from '../support/start.ts'

t.test('a snapshot takes sessions, tokens, verified codes and initialised facades along', async (t) => {
  const started = await start(t, { REQUIRE_INITIALIZE: 'true' })
  const { get, set, admin, call } = started
  const { body: payload = {} } = await admin('GET', 'sdk-config')
  await call({ method: 'POST', url: '/pims.initialize', payload })
  await set('user', { action: 'login' }, nobody)
  const token = await get('token', { type: 'cvs', action: 'get' }, nobody)
  await set('smscode', { action: 'enrollment', smsCode: await sendCode(started, 'enrollment') }, nobody)

  const { body: state = {} } = await admin('GET', 'state')
  t.match(await call({ method: 'PUT', url: '/sandbox/copy/admin/state', payload: state }), { status: /^20[04]$/ })

  const there = { headers: { ...nobody.headers, 'x-sandbox': 'copy' } }
  t.match(await get('token', { type: 'cvs', action: 'get' }, there), { status: 200, body: { result: token.body?.result } })
  t.match(await set('enrollment', { action: 'enroll', pinCode: '1234' }, there), { status: 200 })
})
