import t from 'tap'
import { start } from '../support/start.ts'

const headers = { authorization: 'Bearer alice' }

t.test('with STRICT_VERSION an operation that came after SDK_VERSION is 2002, and one of that version is not', async (t) => {
  const { call } = await start(t, { SDK_VERSION: '2.1', STRICT_VERSION: 'true' })
  t.match(await call({ url: '/pims.vehicle.settings', headers }), { status: 404, body: { error: { code: 2002 } } }, 'since 2.3')
  t.match(await call({ url: '/pims.vehicle.statistics', query: { action: 'distance', vin: 'VR3UHZKXZL0000001', period: 'day' }, headers }), { status: 200 }, 'since 2.1')
  t.match(await call({ url: '/pims.vehicle.price', headers }), { status: 200 }, 'since 2.0')
})

t.test('without it every version has all operations', async (t) => {
  const { call } = await start(t, { SDK_VERSION: '2.0.X' })
  t.match(await call({ url: '/pims.vehicle.settings', headers }), { status: 200 })
})
