import t from 'tap'
import { start } from '../../../support/start.ts'

t.test('releases the facade of the device, so that it can be initialised anew', async (t) => {
  const { get, call, admin } = await start(t, { REQUIRE_INITIALIZE: 'true' })
  const { body: payload = {} } = await admin('GET', 'sdk-config')
  const initialize = () => call({ method: 'POST', url: '/pims.initialize', payload })
  await initialize()
  t.match(await call({ method: 'POST', url: '/pims.release' }), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match(await get('trustedphonenumber'), { body: { error: { code: 2001 } } })
  t.match(await initialize(), { status: 200 })
  t.match(await call({ method: 'POST', url: '/pims.release', payload: {} }), { status: 200 }, 'with an empty object too')
})

t.test('is known to faults and to the contract', async (t) => {
  const { call, admin } = await start(t)
  t.match((await admin('GET', 'contract')).body, { facade: [{ id: 'set.initialize', errors: [{ code: 2004 }, { code: 2007 }] }, { id: 'set.release', errors: [{ code: 2001 }] }] })
  await admin('PUT', 'faults', { match: { operation: 'release' }, effect: { error: 2001 } })
  t.match(await call({ method: 'POST', url: '/pims.release' }), { body: { error: { code: 2001 } } })
})
