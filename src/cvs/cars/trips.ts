import { parseTime } from '../../lib/iso-time.ts'
import { apiError } from '../../oauth/rest-error.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Vehicle } from '../../vehicles/vehicle.ts'
import type { Energy } from '../../wire/vehicle.ts'
import { carPage } from './page.ts'

/** What a list of trips is asked for by. */
export interface TripQuery {
  /** From a moment to another, `{from}/{to}`; either may be absent. */
  readonly timestamps?: string | undefined
  /** Kilometres, `{least}-{most}`; either may be absent. */
  readonly distance?: string | undefined
}

type Trip = NonNullable<Vehicle['trips']>[number]

/** Watt-hours, and centilitres, that a kilometre takes. */
const WATT_HOURS = 150
const CENTILITRES = 5

/**
 * The trips of a car, the newest last: at most 60, as a client fails with more, and with a link to the last page, whose token it
 * reads (docs/reference/connected-car.md#1-vehicles-over-rest).
 *
 * @throws RestError 400 for a query that cannot be read
 */
export function carTrips (sandbox: Sandbox, vehicle: Vehicle, api: string, { timestamps, distance: kilometres }: TripQuery) {
  const times = readRange(sandbox, 'timestamps', timestamps, '/', readTime, '2026-01-31T12:00:00Z/')
  const distances = readRange(sandbox, 'distance', kilometres, '-', readNumber, '0.1-')
  const found = (vehicle.trips ?? []).filter(({ stoppedAt, distance }) => isIn(times, stoppedAt) && isIn(distances, distance))
  return carPage(vehicle, api, 'trips', found.map((trip, index) => viewTrip(trip, index, vehicle.energy)), '?pageToken=last')
}

interface Range {
  readonly least: number
  readonly most: number
}

const isIn = ({ least, most }: Range, value: number): boolean => value >= least && value <= most

/** A `+` that was not encoded, as a client sends it in a zone, has become a space. */
const readTime = (text: string): number | undefined => parseTime(text.replace(' ', '+'))
const readNumber = (text: string): number | undefined => /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined

function readRange (sandbox: Sandbox, name: string, text: string | undefined, separator: '/' | '-', read: (text: string) => number | undefined, example: string): Range {
  const [from = '', to = '', ...more] = (text ?? '').split(separator)
  const [least, most] = [from === '' ? -Infinity : read(from), to === '' ? Infinity : read(to)]
  const isRange = least !== undefined && most !== undefined && more.length === 0
  if (isRange && least <= most) return { least, most }
  throw apiError(sandbox, 40001, `${name} "${(text ?? '').slice(0, 100)}" ${isRange ? 'ends before it begins' : 'is not a range'}. Send one such as ${example}`)
}

/** A trip in the units that Home Assistant reads: a number of seconds, metres in a second, watt-hours or centilitres in all and in 100 km. */
function viewTrip ({ startedAt, stoppedAt, distance, mileage }: Trip, index: number, energy: Energy) {
  const seconds = Math.max(1, Math.round((stoppedAt - startedAt) / 1000))
  const perKilometre = energy === 'thermic' ? CENTILITRES : WATT_HOURS
  return {
    id: `${stoppedAt.toString(16)}${index.toString(16).padStart(2, '0')}`,
    createdAt: new Date(stoppedAt).toISOString(),
    startedAt: new Date(startedAt).toISOString(),
    stoppedAt: new Date(stoppedAt).toISOString(),
    distance,
    duration: seconds,
    startMileage: mileage - distance,
    done: true,
    kinetic: { avgSpeed: Math.round(distance * 10_000 / seconds) / 10 },
    energyConsumptions: [{ type: energy === 'thermic' ? 'Fuel' : 'Electric', consumption: distance * perKilometre, avgConsumption: perKilometre * 100 }]
  }
}
