import t from 'tap'
import { carApp, VIN } from '../../../support/car-app.ts'

const carkey = 'pims.vehicle.carkey'

t.test('the car is set first: 2101 without, 2102 for one that the account does not have', async (t) => {
  const { get, set } = await carApp(t)
  for (const ask of [get, set]) t.match(await ask(carkey), { error: { code: 2101, label: /vin/ } })
  await set('pims.vehicle.vin', { vin: 'VR3UHZKXZL0000002' })
  for (const ask of [get, set]) t.match(await ask(carkey), { error: { code: 2102, label: /vin/ } })
  t.match(await set('pims.vehicle.vin', { vin: VIN }), { status: 'SUCCEEDED' })
  t.match(await get(carkey), { result: { isCarKeyVerified: false, cvsStatus: 'disabled', maxReactivationDate: '2026-04-01T12:00:00.000Z' } })
})

t.test('the key is verified for the account and the car, for 90 days, and anew', async (t) => {
  const { get, set, on, pass } = await carApp(t)
  await set('pims.vehicle.vin', { vin: VIN })
  t.match(await set(carkey), { result: { hasCarKey: true, vin: VIN, securityCode: /^[\w+/]{20,}=*$/, securityExpiration: '2026-04-01T12:00:00.000Z' } })
  const tablet = on('alice', 'tablet')
  await tablet.set('pims.vehicle.vin', { vin: VIN })
  t.match(await tablet.get(carkey), { result: { isCarKeyVerified: true, cvsStatus: 'active' } })
  await pass('P90D')
  t.match(await get(carkey), { result: { isCarKeyVerified: false, cvsStatus: 'suspended', maxReactivationDate: '2026-04-01T12:00:00.000Z' } })
  await set(carkey)
  t.match(await get(carkey), { result: { isCarKeyVerified: true, maxReactivationDate: '2026-06-30T12:00:00.000Z' } })
})

t.test('what an app has set, verified and drawn is in a snapshot, and gone with the account', async (t) => {
  const { get, set, admin, prepare } = await carApp(t)
  await prepare()
  const { body: snapshot = {} } = await admin('GET', 'state')
  await admin('POST', 'reset')
  t.match(await get(carkey), { error: { code: 2101 } })
  t.match(await admin('PUT', 'state', snapshot), { status: 204 })
  t.match(await get(carkey), { result: { isCarKeyVerified: true } })
  t.match(await set('pims.vehicle.command', { action: 'horn' }), { status: 'SUCCEEDED' })
  await admin('DELETE', 'accounts/alice')
  await admin('PUT', 'accounts/alice', { vehicles: [{ vin: VIN }] })
  t.match(await get(carkey), { error: { code: 2101 } })
})
