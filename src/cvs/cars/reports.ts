import { DAY } from '../../lib/day.ts'
import type { Vehicle } from '../../vehicles/vehicle.ts'
import { SERVICES } from '../../wire/vehicle.ts'
import { linksOf } from './links.ts'
import { carPage } from './page.ts'
import { toldAt } from './status.ts'

/** Kilometres, and days, from one service to the next. */
const SERVICE_KILOMETRES = 20_000
const SERVICE_DAYS = 365

/** What is left until the next service. @param now milliseconds since 1970 */
export function carMaintenance (vehicle: Vehicle, api: string, now: number) {
  const at = new Date(toldAt(vehicle, now)).toISOString()
  return {
    mileageBeforeMaintenance: SERVICE_KILOMETRES - vehicle.odometer % SERVICE_KILOMETRES,
    daysBeforeMaintenance: SERVICE_DAYS - Math.floor(now / DAY) % SERVICE_DAYS,
    createdAt: at,
    updatedAt: at,
    _links: { self: linksOf(api).of(vehicle.vin, 'maintenance') }
  }
}

/** The alarms of a car, such as an intrusion. */
export const carAlarms = (vehicle: Vehicle, api: string) =>
  carPage(vehicle, api, 'alarms', vehicle.alarms.map(({ type, active, at }, index) => ({ id: String(index + 1), type, status: { activation: active ? 'Active' : 'Inactive' }, createdAt: at })))

/** Percent below which a car warns of its level. */
const LOW = 10

/** What a car warns of: a low level, and what stands open while it is parked. @param now milliseconds since 1970 */
export function carAlerts (vehicle: Vehicle, api: string, now: number) {
  const { battery, fuel, doors, speed, updatedAt } = vehicle
  const types = [
    ...battery !== undefined && battery.level < LOW ? ['LowBattery'] : [],
    ...fuel !== undefined && fuel.level < LOW ? ['LowFuelLevel'] : [],
    ...speed === 0 && doors.opened.some((opening) => opening !== 'roofWindow') ? ['DoorOpened'] : [],
    ...speed === 0 && doors.opened.includes('roofWindow') ? ['WindowsRoofOpened'] : []
  ]
  return carPage(vehicle, api, 'alerts', types.map((type, index) => ({
    id: String(index + 1), type, active: true, startedAt: new Date(updatedAt).toISOString(), createdAt: new Date(toldAt(vehicle, now)).toISOString()
  })))
}

/** Which remote services the owner of a car has; the form of this answer is ours. */
export const carRights = ({ vin, services }: Vehicle) => ({
  vin,
  rights: SERVICES.map((service) => ({ service, status: services.includes(service) ? 'Granted' : 'NotGranted' }))
})
