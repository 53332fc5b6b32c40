import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import t from 'tap'
import { NOON, start } from '../../../support/start.ts'

t.test('gives an id token that the published key verifies, the same until it is refreshed', async (t) => {
  const { get, call, admin } = await start(t)
  const tokenOf = async (action: string) => {
    const { body } = await get('token', { type: 'idtoken', action })
    return String((body?.result as { token: string }).token)
  }
  const token = await tokenOf('get')
  const { body: jwks } = await call({ url: '/.well-known/jwks' })
  const { payload } = await jwtVerify(token, createLocalJWKSet(jwks as unknown as JSONWebKeySet), { currentDate: new Date(NOON) })
  t.match(payload, { sub: 'AP-ACNT200000000001', email: 'alice@example.com', exp: NOON / 1000 + 3599 })

  await admin('PUT', 'clock', { advance: 60_000 })
  t.equal(await tokenOf('get'), token)
  t.not(await tokenOf('refresh'), token)
})
