import { parse } from 'iso8601-duration'

const TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/
const DURATION = /^(-?)(P(?=\d|T\d)(?:\d{1,9}Y)?(?:\d{1,9}M)?(?:\d{1,9}W)?(?:\d{1,9}D)?(?:T(?=\d)(?:\d{1,9}H)?(?:\d{1,9}M)?(?:\d{1,9}(?:\.\d{1,9})?S)?)?)$/

/**
 * The moment that an ISO 8601 time with a zone, or a date (midnight UTC), names.
 *
 * @returns milliseconds since 1970; `undefined` for another text, or a day that no calendar has
 */
export function parseTime (text: string): number | undefined {
  const [, day] = TIME.exec(text) ?? []
  const time = Date.parse(text)
  if (day === undefined || Number.isNaN(time)) return undefined
  const midnight = new Date(`${day}T00:00:00Z`)
  return midnight.toISOString().startsWith(day) ? time : undefined
}

/**
 * The length of an ISO 8601 duration; months and years are those of the calendar from `start` on.
 *
 * @param start milliseconds since 1970
 * @returns milliseconds, negative after a minus; `undefined` for another text
 */
export function parseDuration (text: string, start: number): number | undefined {
  const [, minus, length] = DURATION.exec(text) ?? []
  if (length === undefined) return undefined
  const sign = minus === '-' ? -1 : 1
  const { years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = parse(length)
  const date = new Date(start)
  date.setUTCFullYear(date.getUTCFullYear() + sign * years, date.getUTCMonth() + sign * months)
  return date.getTime() - start + sign * ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}
