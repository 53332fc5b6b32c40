import { DAY, HOUR } from '../lib/day.ts'
import { parseDuration } from '../lib/iso-time.ts'

/** A charge in progress: what it began with, and how fast it goes. */
export interface Charge {
  /** Milliseconds since 1970. */
  readonly since: number
  /** Percent at its beginning. */
  readonly level: number
  /** Watt-hours. */
  readonly capacity: number
  /** Watts. */
  readonly power: number
}

/** Milliseconds that so many percent take. */
const durationOf = ({ capacity, power }: Charge, percent: number): number => percent * capacity / 100 / power * HOUR

/** Percent at a moment: whole ones, as the car tells them. */
export function levelAt (charge: Charge, now: number): number {
  const gained = Math.floor((now - charge.since) / durationOf(charge, 1) + 1e-9)
  return Math.min(100, charge.level + Math.max(0, gained))
}

/** When the battery is full, in milliseconds since 1970. */
export const fullAt = (charge: Charge): number => Math.ceil(charge.since + durationOf(charge, 100 - charge.level))

/** How long it still takes at a moment, as an ISO 8601 duration of whole seconds. */
export const remainingTime = (charge: Charge, now: number): string => formatDuration(Math.max(0, fullAt(charge) - now))

/** Kilometres that an hour brings. @param consumption watt-hours of a kilometre */
export const rateOf = (power: number, consumption: number): number => Math.round(power / consumption)

/** `PT3H5M`, of whole seconds. @param milliseconds not negative */
export function formatDuration (milliseconds: number): string {
  const total = Math.ceil(milliseconds / 1000)
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
  const text = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds > 0 ? `${seconds}S` : ''}`
  return `PT${text === '' ? '0S' : text}`
}

/**
 * The next moment at which a day (UTC) has come so far.
 *
 * @param timeOfDay such as `PT22H30M`
 * @param after milliseconds since 1970
 */
export function nextTimeOfDay (timeOfDay: string, after: number): number {
  const offset = parseDuration(timeOfDay, 0) ?? 0
  const midnight = Math.floor(after / DAY) * DAY
  return midnight + offset > after ? midnight + offset : midnight + DAY + offset
}
