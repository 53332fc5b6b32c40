import { apiError } from '../../oauth/rest-error.ts'
import type { Account } from '../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { hasVehicle } from '../../vehicles/edit-vehicle.ts'
import { type Vehicle, vehicleId } from '../../vehicles/vehicle.ts'
import { Vehicles } from '../../vehicles/vehicles.ts'

/** The cars of an account as they are now. */
export const carsOf = (sandbox: Sandbox, { vehicles }: Account): Vehicle[] => vehicles.map(({ vin }) => sandbox.part(Vehicles).get(vin))

/**
 * The car of an account by the id that the vehicle API gives it.
 *
 * @throws RestError 404, with 40410 where the account has no car at all
 */
export function findCar (sandbox: Sandbox, account: Account, id: string): Vehicle {
  const found = account.vehicles.find(({ vin }) => vehicleId(vin) === id)
  if (found !== undefined) return sandbox.part(Vehicles).get(found.vin)
  if (account.vehicles.length === 0) throw apiError(sandbox, 40410, `The account ${account.id} has no compatible vehicle`)
  const ids = account.vehicles.slice(0, 5).map(({ vin }) => vehicleId(vin)).join(', ')
  throw apiError(sandbox, 40400, `The account ${account.id} has no vehicle of this id: it has ${ids}`)
}

/**
 * The car of an account by its VIN.
 *
 * @throws RestError 404
 */
export function findCarByVin (sandbox: Sandbox, account: Account, vin: string): Vehicle {
  if (!hasVehicle(account, vin)) throw apiError(sandbox, 40400, `The account ${account.id} has no vehicle of this VIN`)
  return sandbox.part(Vehicles).get(vin)
}
