import type { Account } from '../../sandbox/accounts/account.ts'
import { type Vehicle, vehicleId } from '../../vehicles/vehicle.ts'
import type { Energy } from '../../wire/vehicle.ts'
import { linksOf } from './links.ts'
import { onePage } from './page.ts'

const MOTORIZATIONS: Readonly<Record<Energy, string>> = { electric: 'Electric', hybrid: 'Hybrid', thermic: 'Thermic' }

/** A car as the lists of the vehicle API have it. */
export function carInShort (vehicle: Vehicle, { brand }: Account, api: string) {
  const links = linksOf(api)
  const { vin, label, energy } = vehicle
  const resources = ['status', 'trips', 'lastPosition', 'maintenance', 'alarms', 'alerts']
  return {
    id: vehicleId(vin),
    vin,
    brand,
    label,
    motorization: MOTORIZATIONS[energy],
    pictures: [links.picture(vehicle)],
    _links: { self: links.vehicle(vin), ...Object.fromEntries(resources.map((resource) => [resource, links.of(vin, resource)])) }
  }
}

/** The cars of an account; an account without a car has an empty list. */
export const carList = (vehicles: readonly Vehicle[], account: Account, api: string) =>
  onePage(linksOf(api).vehicles, 'vehicles', vehicles.map((vehicle) => carInShort(vehicle, account, api)))

/** The user with the cars: clients take their cars from here, and never ask for the list. @param now milliseconds since 1970 */
export function userWithCars (vehicles: readonly Vehicle[], account: Account, api: string, now: number) {
  const { customerId, login } = account
  return {
    id: customerId,
    email: login,
    createdAt: new Date(now).toISOString(),
    _links: { self: linksOf(api).user, vehicles: linksOf(api).vehicles },
    _embedded: { vehicles: vehicles.map((vehicle) => carInShort(vehicle, account, api)) }
  }
}
