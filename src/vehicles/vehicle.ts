import { createHash } from 'node:crypto'
import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { HOUR } from '../lib/day.ts'
import { moment } from '../lib/moment.ts'
import type { Frozen } from '../sandbox/accounts/account.ts'
import { type Energy, SERVICES, type VehicleBody, type VehicleView, vehicleFields } from '../wire/vehicle.ts'
import { type Charge, levelAt, rateOf, remainingTime } from './charging.ts'

const time = moment()

/** How many trips of a car are kept; a client fails with more (docs/reference/connected-car.md#1-vehicles-over-rest). */
export const MAX_TRIPS = 60
/** Kilometres that a car can have driven between two looks at its odometer: what is more was set, not driven. */
const LONGEST_TRIP = 1000
/** Kilometres in an hour. */
const TRIP_SPEED = 60

/** A car as a sandbox and a snapshot hold it. */
export const VehicleSchema = closedObject({
  ...vehicleFields,
  updatedAt: time,
  charge: Type.Optional(closedObject({
    since: time,
    level: Type.Integer({ minimum: 0, maximum: 100 }),
    autonomy: Type.Integer({ minimum: 0 })
  }, { description: 'What a charge began with, while it is in progress: the level follows from it' })),
  trips: Type.Optional(Type.Array(closedObject({
    startedAt: time,
    stoppedAt: time,
    distance: Type.Integer({ minimum: 1, description: 'Kilometres' }),
    mileage: Type.Integer({ minimum: 0, description: 'Kilometres on the odometer at its end' })
  }), { maxItems: MAX_TRIPS, description: 'The oldest first: those that the odometer has shown' })),
  usedAt: Type.Optional(closedObject({ horn: Type.Optional(time), lights: Type.Optional(time) }, { description: 'When they last were' }))
}, { title: 'SavedVehicle' })

/** A car is a value: a change puts a new one in its place. */
export type Vehicle = Frozen<Static<typeof VehicleSchema>>

/** Watt-hours that a kilometre takes. */
const CONSUMPTION = 150
/** Kilometres on a hundredth of a tank. */
const FUEL_RANGE = 7

const LABELS: Readonly<Record<Energy, string>> = { electric: 'Electric car', hybrid: 'Hybrid car', thermic: 'Thermic car' }
const CAPACITIES = { electric: 50_000, hybrid: 12_400 } as const

/** Kilometres that a charge of so many percent lasts. */
export const autonomyOf = (level: number, capacity: number): number => Math.round(level * capacity / 100 / CONSUMPTION)

/**
 * Fills in what a car leaves out: parked at the vendor's, locked, awake, plugged in, with all services.
 *
 * @param now milliseconds since 1970
 */
export function completeVehicle (vin: string, input: VehicleBody, now: number): Vehicle {
  const { energy = 'electric', battery, fuel, charging } = input
  return {
    vin,
    label: input.label ?? LABELS[energy],
    energy,
    ...energy !== 'thermic' && { battery: completeBattery(energy, battery), charging: completeCharging(charging) },
    ...energy !== 'electric' && { fuel: completeFuel(fuel) },
    doors: { state: ['Locked'], opened: [], ...input.doors },
    preconditioning: { status: 'Disabled', programs: [], ...input.preconditioning },
    position: { latitude: 48.77232, longitude: 2.2151043, heading: 0, ...input.position },
    odometer: input.odometer ?? 12_345,
    speed: input.speed ?? 0,
    alarms: input.alarms ?? [],
    services: input.services ?? SERVICES,
    asleep: input.asleep ?? false,
    timing: { accept: 50, wake: 3000, forward: 300, execute: 700, ...input.timing },
    updatedAt: now
  }
}

function completeBattery (energy: 'electric' | 'hybrid', { level = 80, capacity = CAPACITIES[energy], autonomy = autonomyOf(level, capacity) }: NonNullable<VehicleBody['battery']> = {}) {
  return { level, autonomy, capacity }
}

const completeFuel = ({ level = 50, autonomy = level * FUEL_RANGE }: NonNullable<VehicleBody['fuel']> = {}) => ({ level, autonomy })

function completeCharging ({ rate: _, remainingTime: __, plugged, status, ...rest }: NonNullable<VehicleBody['charging']> = {}): NonNullable<Vehicle['charging']> {
  const isPlugged = plugged ?? status !== 'Disconnected'
  return { plugged: isPlugged, status: status ?? (isPlugged ? 'Stopped' : 'Disconnected'), mode: 'Slow', power: 7400, ...rest }
}

/** The car with the level that its charge has reached at a moment. */
export function vehicleAt (vehicle: Vehicle, now: number): Vehicle {
  const { battery, charge } = vehicle
  if (battery === undefined || charge === undefined) return vehicle
  const level = levelAt(chargeOf(vehicle), now)
  return level === battery.level ? vehicle : { ...vehicle, battery: { ...battery, level, autonomy: charge.autonomy + autonomyOf(level - charge.level, battery.capacity) } }
}

/** The charge of a car that charges. */
export function chargeOf ({ battery, charging, charge }: Vehicle): Charge {
  return { since: charge?.since ?? 0, level: charge?.level ?? 100, capacity: battery?.capacity ?? 0, power: charging?.power ?? 1 }
}

/** The trips of a car whose odometer shows more than before: one that ends now. @param at milliseconds since 1970 */
export function tripsAfter ({ trips = [], odometer: before }: Vehicle, { odometer }: Vehicle, at: number): NonNullable<Vehicle['trips']> {
  const distance = odometer - before
  if (distance <= 0 || distance > LONGEST_TRIP) return trips
  return [...trips, { startedAt: at - Math.round(distance / TRIP_SPEED * HOUR), stoppedAt: at, distance, mileage: odometer }].slice(-MAX_TRIPS)
}

/** The id by which the REST API knows a car. */
export const vehicleId = (vin: string): string => createHash('sha256').update(vin).digest('hex').slice(0, 32)

/** What can be written of a car. */
export function writableVehicle ({ updatedAt: _, charge: __, usedAt: ___, trips: ____, ...fields }: Vehicle) {
  return fields
}

/** A car as the admin API shows it. @param now milliseconds since 1970 */
export function viewVehicle (stored: Vehicle, now: number): VehicleView {
  const vehicle = vehicleAt(stored, now)
  const { charging, updatedAt, charge } = vehicle
  const { charging: _, ...fields } = writableVehicle(vehicle)
  const view: Frozen<VehicleView> = {
    ...fields,
    ...charging !== undefined && {
      charging: {
        ...charging,
        rate: charge === undefined ? 0 : rateOf(charging.power, CONSUMPTION),
        remainingTime: charge === undefined ? 'PT0S' : remainingTime(chargeOf(vehicle), now)
      }
    },
    id: vehicleId(vehicle.vin),
    updatedAt: new Date(updatedAt).toISOString()
  }
  return view as VehicleView // for the wire: nothing writes to it
}
