import { Invalid } from '../../lib/errors.ts'
import { parseDuration, parseTime } from '../../lib/iso-time.ts'
import type { ClockBody, ClockView } from '../../wire/clock.ts'
import type { Clock } from './clock.ts'

export const viewClock = (clock: Clock): ClockView =>
  ({ now: new Date(clock.now()).toISOString(), offset: clock.offset, frozen: clock.frozen })

/** The times that ISO 8601 writes with a year of four digits. */
const FIRST = Date.parse('0000-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')
/** The latest that a clock can be set to: it has a day left to run on. */
const LATEST = Date.parse('9999-12-31T00:00:00Z')

/**
 * Refuses a time of a clock, in milliseconds since 1970, that has no year of four digits, or soon will have none.
 *
 * @throws Invalid
 */
export function checkTime (field: string, time: number, frozen: boolean): void {
  const latest = frozen ? LAST : LATEST
  if (!(time >= FIRST && time <= latest)) throw new Invalid(`${field} must be from ${FIRST} to ${latest} (milliseconds since 1970: the years 0000 to 9999), not ${time}. Nothing was changed.`)
}

/**
 * Stops or starts the clock, then sets it, then advances it, to the millisecond.
 *
 * @throws Invalid for a time that cannot be understood; nothing has changed then
 */
export function changeClock (clock: Clock, { advance, now, frozen }: ClockBody): void {
  const start = now === undefined ? clock.now() : readNow(now)
  const by = advance === undefined ? 0 : Math.round(readAdvance(advance, start))
  const target = start + by
  if (!(target >= FIRST && target <= LATEST)) throw new Invalid('The clock would leave the years 0000 to 9999. Send a smaller advance, or a time between them.')
  if (frozen !== undefined) clock.freeze(frozen)
  if (now !== undefined) clock.set(target)
  else if (advance !== undefined) clock.advance(by)
}

function readNow (text: string): number {
  const time = parseTime(text)
  if (time === undefined) throw new Invalid(`now "${text}" is not an ISO 8601 time with a zone. Send one such as 2026-01-31T12:00:00Z.`)
  return time
}

/** Milliseconds. */
function readAdvance (duration: number | string, start: number): number {
  const advance = typeof duration === 'number' ? duration : parseDuration(duration, start)
  if (advance === undefined) throw new Invalid(`advance "${duration}" is neither milliseconds nor an ISO 8601 duration. Send 300000, "PT5M", or "-PT5M" to go back.`)
  return advance
}
