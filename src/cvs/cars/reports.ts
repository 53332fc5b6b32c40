import { DAY } from '../../lib/day.ts'
import type { Vehicle } from '../../vehicles/vehicle.ts'
import { formatDuration } from '../../vehicles/charging.ts'
import { SERVICES } from '../../wire/vehicle.ts'
import { toldAt } from './status.ts'
import { linksOf } from './user.ts'

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

/** A list of a car, all of it on one page. */
function carPage (vehicle: Vehicle, api: string, name: 'trips' | 'alarms' | 'alerts', items: readonly object[], last: string = '') {
  const self = linksOf(api).of(vehicle.vin, name)
  return {
    total: items.length,
    currentPage: 1,
    totalPage: 1,
    _links: { self, first: self, last: { href: `${self.href}${last}` } },
    _embedded: { [name]: items }
  }
}

/** The alarms of a car, such as an intrusion. */
export const carAlarms = (vehicle: Vehicle, api: string) =>
  carPage(vehicle, api, 'alarms', vehicle.alarms.map(({ type, active, at }, index) => ({ id: String(index + 1), type, status: active ? 'Active' : 'Inactive', createdAt: at })))

/** The alerts of a car: those of its alarms that are on. */
export const carAlerts = (vehicle: Vehicle, api: string) =>
  carPage(vehicle, api, 'alerts', vehicle.alarms.filter(({ active }) => active).map(({ type, at }, index) => ({ id: String(index + 1), type, active: true, startedAt: at, createdAt: at })))

/**
 * The trips of a car, the newest last: at most 60, as a client fails with more, and with a link to the last page, whose token it reads.
 */
export const carTrips = (vehicle: Vehicle, api: string) =>
  carPage(vehicle, api, 'trips', (vehicle.trips ?? []).map(({ startedAt, stoppedAt, distance, mileage }, index) => ({
    id: `${stoppedAt.toString(16)}${index.toString(16).padStart(2, '0')}`,
    createdAt: new Date(stoppedAt).toISOString(),
    startedAt: new Date(startedAt).toISOString(),
    stoppedAt: new Date(stoppedAt).toISOString(),
    distance,
    duration: formatDuration(stoppedAt - startedAt),
    startMileage: mileage - distance,
    done: true,
    kinetic: { avgSpeed: Math.round(distance / Math.max(1, stoppedAt - startedAt) * 3_600_000) },
    energyConsumptions: [{ type: vehicle.energy === 'thermic' ? 'Fuel' : 'Electric', consumption: distance * 150, avgConsumption: 150 }]
  })), '?pageToken=last')

/** Which remote services the owner of a car has; the form of this answer is ours. */
export const carRights = ({ vin, services }: Vehicle) => ({
  vin,
  rights: SERVICES.map((service) => ({ service, status: services.includes(service) ? 'Granted' : 'NotGranted' }))
})

/** A picture of a car, in the colour that its VIN gives it. */
export function carPicture (id: string): string {
  const hue = Number.parseInt(id.slice(0, 4), 16) % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160" width="640" height="320" role="img" aria-label="A car">
  <ellipse cx="160" cy="132" rx="140" ry="8" fill="#0002"/>
  <path d="M22 112q-2-30 30-34l34-6q26-34 62-34h42q36 0 62 36l32 8q16 6 14 30l-6 8H28z" fill="hsl(${hue} 55% 48%)"/>
  <path d="M98 72q20-22 48-22h4v24H98zm64-22h24q24 0 44 24h-68z" fill="#dfe9f2"/>
  <circle cx="84" cy="118" r="22" fill="#22262b"/><circle cx="84" cy="118" r="11" fill="#c9ced4"/>
  <circle cx="238" cy="118" r="22" fill="#22262b"/><circle cx="238" cy="118" r="11" fill="#c9ced4"/>
  <path d="M24 96h16v8H22zm258-8h14v8h-12z" fill="#fff6"/>
</svg>
`
}
