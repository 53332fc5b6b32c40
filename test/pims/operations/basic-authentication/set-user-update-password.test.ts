import t from 'tap'
import { nobody } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

t.test('succeeds for whoever is signed in, and is 2301 where nobody is', async (t) => {
  const { set } = await start(t)
  t.match(await set('user', { action: 'updatePassword' }), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match(await set('user', { action: 'updatePassword' }, nobody), { body: { error: { code: 2301 } } })
})
