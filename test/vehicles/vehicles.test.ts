import t, { type Test } from 'tap'
import { start } from '../support/start.ts'
import { putVehicle } from '../../src/vehicles/edit-vehicle.ts'
import { completeVehicle } from '../../src/vehicles/vehicle.ts'
import { MAX_OWN_VEHICLES, Vehicles } from '../../src/vehicles/vehicles.ts'

const VIN = 'VR3UHZKXZL0000001'
const tilt = { type: 'tilt', active: true, at: '2026-01-01T00:00:00Z' }

/** The cars of a sandbox, and what putting one takes of its memory, in bytes. */
async function garage (t: Test) {
  const { sandbox: opened } = await start(t)
  const sandbox = opened()
  const vehicles = sandbox.part(Vehicles)
  const taken = (change: () => unknown): number => {
    const before = sandbox.memory.used
    change()
    return sandbox.memory.used - before
  }
  const drive = (kilometres: number) => vehicles.put('alice', { ...vehicles.get(VIN), odometer: vehicles.get(VIN).odometer + kilometres })
  const distances = () => (vehicles.get(VIN).trips ?? []).map(({ distance }) => distance)
  return { sandbox, vehicles, taken, drive, distances }
}

t.test('a drive of 1 to 1000 km is a trip; what is more was set, and what is less was set back', async (t) => {
  const { drive, distances } = await garage(t)
  for (const kilometres of [1, 1000, 1001, 0, -1]) drive(kilometres)
  t.strictSame(distances(), [1, 1000])
})

t.test('a car takes memory, more with each trip, alarm and programme, and gives all of it back', async (t) => {
  const { vehicles, taken, drive } = await garage(t)
  const car = taken(() => vehicles.put('alice', { ...vehicles.get(VIN), label: 'Mine' }))
  t.ok(car > 0)
  t.equal(taken(() => vehicles.put('alice', { ...vehicles.get(VIN), label: 'Yours' })), 0, 'the same car again')
  const trip = taken(() => drive(10))
  t.ok(trip > 0)
  t.equal(taken(() => drive(10)), trip)
  const alarm = taken(() => vehicles.put('alice', { ...vehicles.get(VIN), alarms: [tilt] }))
  t.ok(alarm > 0)
  const programs = [1, 2].map((slot) => ({ slot, hour: 7, minute: 30, enabled: true, days: [] }))
  const programmed = taken(() => vehicles.put('alice', { ...vehicles.get(VIN), preconditioning: { status: 'Disabled', programs } }))
  t.ok(programmed > 0)
  t.equal(taken(() => vehicles.forget('alice', VIN)), -(car + 2 * trip + alarm + programmed))
  drive(10)
  t.equal(taken(() => vehicles.reset()), -(car + trip))
})

t.test('a car for which there is no memory is not kept, and one that takes no more than before is', async (t) => {
  const { sandbox, vehicles } = await garage(t)
  const mine = vehicles.put('alice', { ...vehicles.get(VIN), label: 'Mine' })
  sandbox.memory.ensureRoom = () => { throw new Error('full') }
  t.throws(() => vehicles.put('alice', { ...mine, alarms: [tilt] }), { message: 'full' })
  t.throws(() => vehicles.put('alice', completeVehicle('VR3UHZKXZL0000009', {}, 0)), { message: 'full' })
  t.equal(vehicles.get(VIN), mine)
  t.match(vehicles.put('alice', { ...mine, label: 'Yours' }), { label: 'Yours' })
})

t.test('a new car of an account is not half kept: there is room for the car and for the account that has it, or for neither', async (t) => {
  const { sandbox } = await garage(t)
  let asked = 0
  sandbox.memory.ensureRoom = (bytes) => { asked = bytes }
  putVehicle(sandbox, 'alice', 'VR3UHZKXZL0000008', {})
  const room = asked - 1
  sandbox.memory.ensureRoom = (bytes) => { if (bytes > room) throw new Error('full') }
  t.throws(() => putVehicle(sandbox, 'alice', 'VR3UHZKXZL0000009', {}), { message: 'full' })
  t.strictSame(sandbox.accounts.get('alice')?.vehicles.map(({ vin }) => vin), [VIN, 'VR3UHZKXZL0000008'])
})

t.test('a sandbox takes 10000 cars that are not as in the fixtures: no further one, though any of them can change', async (t) => {
  const { vehicles } = await garage(t)
  const car = (index: number) => completeVehicle(`VF3AAAAAAAA${String(index).padStart(6, '0')}`, {}, 0)
  for (let index = 0; index < MAX_OWN_VEHICLES; index++) vehicles.put('alice', car(index))
  t.throws(() => vehicles.put('alice', car(MAX_OWN_VEHICLES)), { message: /takes 10000 cars/ })
  t.match(vehicles.put('alice', { ...car(0), label: 'Changed' }), { label: 'Changed' })
  vehicles.forget('alice', car(1).vin)
  t.match(vehicles.put('alice', car(MAX_OWN_VEHICLES)), { vin: car(MAX_OWN_VEHICLES).vin })
})
