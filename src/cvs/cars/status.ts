import { formatDuration } from '../../vehicles/charging.ts'
import { type Vehicle, viewVehicle } from '../../vehicles/vehicle.ts'
import type { OPENINGS, Program, VehicleView } from '../../wire/vehicle.ts'
import { linksOf } from './links.ts'

type Opening = typeof OPENINGS[number]

const OPENING_NAMES: Readonly<Record<Opening, string>> = {
  driver: 'Driver', passenger: 'Passenger', rearLeft: 'RearLeft', rearRight: 'RearRight', rearWindow: 'RearWindow', roofWindow: 'RoofWindow', trunk: 'Trunk'
}
const DAY_NAMES: Readonly<Record<Program['days'][number], string>> = { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' }

/** Degrees Celsius of the air, and of a motor that has run long enough. */
const AIR = 15
const WARM = 90
/** Volts, and percent of the capacity that the battery had when it was new. */
const VOLTAGE = 12.6
const HEALTH = 98
/** Litres in 100 km. */
const FUEL_CONSUMPTION = 5.2

/** Milliseconds since 1970: when a car last told of itself. One that is awake, or charges, does so all the time. */
export const toldAt = ({ asleep, charge, updatedAt }: Vehicle, now: number): number => asleep && charge === undefined ? updatedAt : now

/**
 * The status of a car in both generations of the vehicle API at once: HA takes values from `energies` and dates from `energy`,
 * psa_car_controller takes `energy[].charging`, and climate is read by both spellings. Nothing is null, what clients read as
 * whole numbers is whole, dates are RFC 3339, durations ISO 8601: one bad value fails the whole status in evcc and openHAB
 * (docs/reference/connected-car.md#1-vehicles-over-rest).
 *
 * @param now milliseconds since 1970
 */
export function carStatus (vehicle: Vehicle, api: string, now: number) {
  const at = new Date(toldAt(vehicle, now)).toISOString()
  const view = viewVehicle(vehicle, now)
  const { vin, battery, fuel, doors, preconditioning, odometer, speed, energy, asleep } = view
  const status = preconditioning.status
  return {
    createdAt: at,
    updatedAt: at,
    energies: [...battery === undefined ? [] : [electricEnergy(view, at)], ...fuel === undefined ? [] : [fuelEnergy(fuel, at)]],
    energy: [
      ...battery === undefined ? [] : [{ createdAt: at, updatedAt: at, type: 'Electric', level: battery.level, autonomy: battery.autonomy, charging: chargingOf(view) }],
      ...fuel === undefined ? [] : [{ createdAt: at, updatedAt: at, type: 'Fuel', level: fuel.level, autonomy: fuel.autonomy }]
    ],
    lastPosition: carPosition(vehicle, now),
    battery: { voltage: VOLTAGE, current: 0, createdAt: at },
    odometer: { mileage: odometer, createdAt: at },
    kinetic: { moving: speed > 0, speed, createdAt: at },
    ignition: { type: speed > 0 ? 'StartUp' : 'Stop', createdAt: at },
    environment: { air: { temp: AIR, createdAt: at }, luminosity: { day: isDay(toldAt(vehicle, now)), createdAt: at } },
    doorsState: {
      lockedStates: doors.state,
      opening: Object.entries(OPENING_NAMES).map(([name, identifier]) => ({ identifier, state: doors.opened.some((opened) => opened === name) ? 'Open' : 'Closed' })),
      createdAt: at
    },
    engines: energy === 'electric' ? [] : [{ type: 'Thermic', createdAt: at, extension: { thermic: temperatures(speed) } }],
    alarm: { status: { activation: view.alarms.some(({ active }) => active) ? 'Active' : 'Inactive', createdAt: at } },
    privacy: { state: 'None', createdAt: at },
    service: { type: battery === undefined ? 'Unknown' : fuel === undefined ? 'Electric' : 'Hybrid', createdAt: at, updatedAt: at },
    preconditioning: { airConditioning: { status, createdAt: at, updatedAt: at } },
    preconditionning: { airConditioning: { status, createdAt: at, updatedAt: at, programs: preconditioning.programs.map(viewProgram) } },
    safety: { beltWarning: 'Normal', eCallTriggeringRequest: 'NoRequest', createdAt: at },
    ...asleep && { sleeping: true },
    _links: { self: linksOf(api).of(vin, 'status'), vehicle: linksOf(api).vehicle(vin) }
  }
}

/** Where a car is, as a feature of GeoJSON (RFC 7946): longitude first. */
export function carPosition (vehicle: Vehicle, now: number) {
  const { latitude, longitude, heading } = vehicle.position
  const at = new Date(toldAt(vehicle, now)).toISOString()
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: { type: 'Acquire', heading, createdAt: at, updatedAt: at }
  }
}

function electricEnergy (view: VehicleView, at: string) {
  const { level = 0, autonomy = 0, capacity = 0 } = view.battery ?? {}
  return {
    createdAt: at,
    updatedAt: at,
    type: 'Electric',
    subType: 'ElectricEnergy',
    level,
    autonomy,
    extension: {
      electric: {
        battery: { load: { createdAt: at, capacity, residual: Math.round(capacity * level / 100) }, health: { createdAt: at, capacity: HEALTH, resistance: HEALTH } },
        charging: chargingOf(view)
      }
    }
  }
}

const fuelEnergy = ({ level, autonomy }: NonNullable<VehicleView['fuel']>, at: string) => ({
  createdAt: at,
  updatedAt: at,
  type: 'Fuel',
  subType: 'FossilEnergy',
  level,
  autonomy,
  extension: { fuel: { consumptions: { total: FUEL_CONSUMPTION, instant: 0 } } }
})

/** The charge: each field is there always, as some client fails without it. */
function chargingOf ({ charging, battery }: VehicleView) {
  const { plugged = false, status = 'Disconnected', mode = 'Slow', rate = 0, remainingTime = 'PT0S', delayedTo = 'PT0S' } = charging ?? {}
  return { plugged, status, remainingTime, chargingRate: rate, chargingMode: status === 'InProgress' ? mode : 'No', nextDelayedTime: delayedTo, level: battery?.level ?? 0 }
}

const temperatures = (speed: number) => {
  const temp = speed > 0 ? WARM : AIR
  return { coolant: { temp }, oil: { temp }, air: { temp: AIR } }
}

const viewProgram = ({ slot, hour, minute, enabled, days }: Program) => ({
  enabled,
  slot,
  recurrence: days.length === 0 ? 'None' : 'Daily',
  start: formatDuration((hour * 60 + minute) * 60_000),
  occurence: { day: days.map((day) => DAY_NAMES[day]) } // the vendor's spelling
})

const isDay = (at: number): boolean => {
  const hour = new Date(at).getUTCHours()
  return hour >= 7 && hour < 20
}
