import t from 'tap'
import { nobody } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

const username = { type: 'username', actionType: 'basic' }

t.test('signs in anew, whoever is signed in', async (t) => {
  const { get, set } = await start(t)
  await set('user', { action: 'login' }, { headers: { ...nobody.headers, 'x-login-as': 'bob' } })
  t.match(await set('user', { action: 'forcedLogin', context: 'context', local: 'en' }, nobody), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match(await get('account', username, nobody), { body: { result: { username: 'alice@example.com' } } })
})
