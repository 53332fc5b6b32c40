import t from 'tap'
import { nobody } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

const update = { action: 'updateLogin' }
const typing = (typed: string) => ({ headers: { 'x-login-as': typed } })

t.test('changes the login to what the user types, if anything', async (t) => {
  const { set, admin } = await start(t)
  t.match(await set('user', update), { status: 200, body: { result: null } })
  t.match((await admin('GET', 'accounts/alice')).body, { login: 'alice@example.com' })
  t.match(await set('user', update, typing('new@example.com')), { status: 200 })
  t.match((await admin('GET', 'accounts/alice')).body, { login: 'new@example.com' })
  t.match(await set('user', update, typing('x'.repeat(201))), { body: { error: { code: 2102 } } })
})

t.test('with nobody signed in it is 2301, as with every operation that is somebody’s', async (t) => {
  const { set } = await start(t)
  t.match(await set('user', update, nobody), { body: { error: { code: 2301 } } })
})
