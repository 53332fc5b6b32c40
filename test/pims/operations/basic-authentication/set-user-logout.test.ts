import t from 'tap'
import { nobody } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

t.test('ends the session and the tokens of the device', async (t) => {
  const { get, set } = await start(t)
  await set('user', { action: 'login' }, nobody)
  const { body } = await get('token', { type: 'cvs', action: 'get' }, nobody)
  const { token } = body?.result as { token: string }
  t.match(await set('user', { action: 'logout' }, nobody), { status: 200, body: { result: null } })
  t.match(await get('trustedphonenumber', {}, nobody), { body: { error: { code: 2301 } } })
  t.match(await get('trustedphonenumber', {}, { as: token }), { body: { error: { code: 2301 } } })
  t.match(await set('user', { action: 'logout' }, nobody), { status: 401, body: { error: { code: 2301 } } })
})
