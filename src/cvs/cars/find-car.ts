import { apiError } from '../../oauth/rest-error.ts'
import { uuid } from '../../oauth/tokens.ts'
import type { Account } from '../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { type Vehicle, vehicleId } from '../../vehicles/vehicle.ts'
import { Vehicles } from '../../vehicles/vehicles.ts'

/** A refusal of the vehicle API: a client needs the code of every 404. */
const noCar = ({ clock, random }: Sandbox, code: number, message: string) => apiError(code, message, { now: clock.now(), id: uuid(random) })

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
  if (account.vehicles.length === 0) throw noCar(sandbox, 40410, `The account ${account.id} has no compatible vehicle`)
  const ids = account.vehicles.slice(0, 5).map(({ vin }) => vehicleId(vin)).join(', ')
  throw noCar(sandbox, 40400, `The account ${account.id} has no vehicle of this id: it has ${ids}`)
}

/**
 * The car of an account by its VIN.
 *
 * @throws RestError 404
 */
export function findCarByVin (sandbox: Sandbox, account: Account, vin: string): Vehicle {
  if (!account.vehicles.some((vehicle) => vehicle.vin === vin)) throw noCar(sandbox, 40400, `The account ${account.id} has no vehicle of this VIN`)
  return sandbox.part(Vehicles).get(vin)
}
