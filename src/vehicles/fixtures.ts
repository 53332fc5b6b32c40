import { existsSync, readFileSync } from 'node:fs'
import { Value } from '@sinclair/typebox/value'
import { explain } from '../lib/explain.ts'
import { FixtureError, parseJson } from '../sandbox/accounts/fixtures.ts'
import { type VehicleFixture, VehiclesFileSchema } from '../wire/vehicle.ts'
import { findVehicleMistake } from './check-vehicle.ts'

/**
 * Reads the cars of a fixture file.
 *
 * @param file its name, for the message
 * @throws FixtureError naming the file and the path in it
 */
export function parseVehicles (text: string, file: string): ReadonlyMap<string, VehicleFixture> {
  const vehicles = parseJson(text, file)
  if (!Value.Check(VehiclesFileSchema, vehicles)) throw new FixtureError(`${file}: ${explain(VehiclesFileSchema, vehicles, 'the file')}`)
  const byVin = new Map<string, VehicleFixture>()
  for (const [index, vehicle] of vehicles.entries()) {
    const mistake = byVin.has(vehicle.vin) ? `vin repeats "${vehicle.vin}"` : findVehicleMistake(vehicle)
    if (mistake !== undefined) throw new FixtureError(`${file}: ${index}.${mistake}`)
    byVin.set(vehicle.vin, vehicle)
  }
  return byVin
}

/**
 * The cars of a fixture file, which need not be there: read once, when they are first asked for.
 *
 * @param isTrusted whether it is known to be right; any other file is checked at once
 * @throws FixtureError
 */
export function vehicleFixtures (file: string, isTrusted: boolean): () => ReadonlyMap<string, VehicleFixture> {
  let vehicles: ReadonlyMap<string, VehicleFixture> | undefined
  const read = () => {
    vehicles ??= existsSync(file) ? parseVehicles(readFileSync(file, 'utf8'), file) : new Map<string, VehicleFixture>()
    return vehicles
  }
  if (!isTrusted) read()
  return read
}
