import t from 'tap'
import { start } from '../support/start.ts'

const headers = { authorization: 'Bearer alice' }

t.test('with STRICT_VERSION an operation that came after SDK_VERSION is 2002, and one of that version is not', async (t) => {
  const { call } = await start(t, { SDK_VERSION: '2.1', STRICT_VERSION: 'true' })
  t.match(await call({ url: '/pims.vehicle.settings', headers }), { status: 404, body: { error: { code: 2002 } } }, 'since 2.3')
  t.match(await call({ url: '/pims.vehicle.statistics', query: { action: 'distance', vin: 'VR3UHZKXZL0000001', period: 'day' }, headers }), { status: 200 }, 'since 2.1')
  t.match(await call({ url: '/pims.vehicle.price', headers }), { status: 200 }, 'since 2.0')
})

t.test('the contract says which operations STRICT_VERSION hides, and they are those that answer 2002; without it none is', async (t) => {
  const hiddenBy = async (environment: Record<string, string>) => {
    const { body } = await (await start(t, environment)).admin('GET', 'contract')
    return (body?.operations as Array<{ id: string, since: string, hidden: boolean }>).filter(({ hidden }) => hidden)
  }
  const hidden = await hiddenBy({ SDK_VERSION: '2.1', STRICT_VERSION: 'true' })
  t.ok(hidden.some(({ id }) => id === 'get.settings'))
  t.notOk(hidden.some(({ id }) => id === 'get.price' || id === 'get.statistics.distance'))
  t.ok(hidden.every(({ since }) => since === '2.2' || since === '2.3'))
  t.strictSame(await hiddenBy({ SDK_VERSION: '2.3', STRICT_VERSION: 'true' }), [])
  t.strictSame(await hiddenBy({ SDK_VERSION: '2.1' }), [])
})

t.test('without it every version has all operations', async (t) => {
  const { call } = await start(t, { SDK_VERSION: '2.0.X' })
  t.match(await call({ url: '/pims.vehicle.settings', headers }), { status: 200 })
})
