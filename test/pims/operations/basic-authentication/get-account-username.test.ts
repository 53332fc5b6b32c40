import t from 'tap'
import { nobody } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

const username = { type: 'username', actionType: 'basic' }

t.test('shows the login of whoever is signed in', async (t) => {
  const { get } = await start(t)
  t.match(await get('account', username), { status: 200, body: { status: 'SUCCEEDED', result: { username: 'alice@example.com' } } })
})

t.test('nobody signed in is 2301; another actionType is 2102', async (t) => {
  const { get } = await start(t)
  t.match(await get('account', username, nobody), { status: 401, body: { error: { code: 2301, label: 'Need Basic Authentication (to get CVS token)' } } })
  t.match(await get('account', { ...username, actionType: 'strong' }), { body: { error: { code: 2102, label: 'Invalid actionType parameter' } } })
})
