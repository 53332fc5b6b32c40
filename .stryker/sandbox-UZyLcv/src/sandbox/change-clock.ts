// @ts-nocheck
import type { ClockBody, ClockView } from '../wire/clock.ts'
import { parse } from 'iso8601-duration'
import type { Clock } from './clock.ts'
import { Invalid } from '../lib/errors.ts'

export const viewClock = (clock: Clock): ClockView =>
  ({ now: new Date(clock.now()).toISOString(), offset: Math.round(clock.offset), frozen: clock.frozen })

/** The days that ISO 8601 writes with a year of four digits. */
const EARLIEST = Date.parse('0000-01-01T00:00:00Z')
const LATEST = Date.parse('9999-12-31T00:00:00Z')

/**
 * Stops or starts the clock, then sets it, then advances it.
 *
 * @throws Invalid for a time that cannot be understood; nothing has changed then
 */
export function changeClock (clock: Clock, { advance, now, frozen }: ClockBody): void {
  const start = now === undefined ? clock.now() : readTime(now)
  const target = advance === undefined ? start : start + readDuration(advance, start)
  if (!(target >= EARLIEST && target <= LATEST)) throw new Invalid('The clock would leave the years that ISO 8601 writes with four digits.')
  if (frozen !== undefined) clock.freeze(frozen)
  if (now !== undefined || advance !== undefined) clock.set(target)
}

function readTime (text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(time)) throw new Invalid(`now "${text}" is no ISO 8601 time. Send one such as 2026-01-31T12:00:00Z.`)
  return time
}

/** Milliseconds; months and years are those of the calendar from `start` on. */
function readDuration (duration: number | string, start: number): number {
  if (typeof duration === 'number') return duration
  try {
    const { years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = parse(duration)
    const date = new Date(start)
    date.setUTCFullYear(date.getUTCFullYear() + years, date.getUTCMonth() + months)
    return date.getTime() - start + ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
  } catch {
    throw new Invalid(`advance "${duration}" is neither milliseconds nor an ISO 8601 duration. Send 300000 or "PT5M".`)
  }
}
