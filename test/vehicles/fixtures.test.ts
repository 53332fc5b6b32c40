import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { packageFile } from '../../src/package-file.ts'
import { parseVehicles, vehicleFixtures } from '../../src/vehicles/fixtures.ts'
import { Value } from '@sinclair/typebox/value'
import { VehicleSchema, completeVehicle } from '../../src/vehicles/vehicle.ts'

const VIN = 'VR3UHZKXZL0000001'
const parse = (vehicles: unknown) => parseVehicles(JSON.stringify(vehicles), 'vehicles.json')

t.test('a car needs a VIN, and gets the rest, of each energy as its schema has it', async (t) => {
  t.strictSame(parse([{ vin: VIN }]).get(VIN), { vin: VIN })
  for (const energy of ['electric', 'hybrid', 'thermic'] as const) t.ok(Value.Check(VehicleSchema, completeVehicle(VIN, { energy }, 0)), energy)
})

t.test('a file that cannot be used is refused with its name and the path in it', async (t) => {
  t.throws(() => parseVehicles('[', 'vehicles.json'), { message: /^vehicles\.json: .*JSON/ })
  t.throws(() => parse([{ vin: 'short' }]), { message: /^vehicles\.json: 0\.vin/ })
  t.throws(() => parse([{ vin: VIN }, { vin: VIN }]), { message: `vehicles.json: 1.vin repeats "${VIN}"` })
  t.throws(() => parse([{ vin: VIN, energy: 'thermic', battery: { level: 3 } }]), { message: /^vehicles\.json: 0\.battery does not fit/ })
})

t.test('a file that is not trusted is checked at once, and need not be there; the bundled one is right', async (t) => {
  t.equal(vehicleFixtures('no/such/file.json', false)().size, 0)
  const folder = t.testdir({ 'vehicles.json': '[{}]' })
  t.throws(() => vehicleFixtures(join(folder, 'vehicles.json'), false), /vin/)
  const later = vehicleFixtures(join(folder, 'vehicles.json'), true)
  t.throws(() => later(), /vin/, 'a trusted one when it is read')
  t.equal(parseVehicles(readFileSync(packageFile('fixtures/vehicles.json'), 'utf8'), 'vehicles.json').size, 3)
})
