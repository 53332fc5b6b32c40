import t from 'tap'
import { testBearerToken } from '../../../support/bearer-token.ts'
import { start } from '../../../support/start.ts'

testBearerToken(t, 'cvs')

t.test('is taken by the calls of the connected vehicle', async (t) => {
  const { get, call } = await start(t)
  const { body } = await get('token', { type: 'cvs', action: 'get' })
  const { token } = body?.result as { token: string }
  const headers = { authorization: `Bearer ${token}`, 'x-introspect-realm': 'clientsB2CPeugeot' }
  t.match(await call({ url: '/applications/cvs/v4/mauv/car-associations?client_id=app', headers }), { status: 200 })
})
