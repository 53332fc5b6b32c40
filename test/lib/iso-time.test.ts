import fc from 'fast-check'
import t from 'tap'
import { parseDuration, parseTime } from '../../src/lib/iso-time.ts'

t.test('every time that JavaScript writes is read to the millisecond', async () => {
  fc.assert(fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => parseTime(date.toISOString()) === date.getTime()))
})

t.test('a duration is read as it is written, backwards after a minus', async (t) => {
  const part = fc.nat(999)
  fc.assert(fc.property(part, part, part, part, part, fc.boolean(), (weeks, days, hours, minutes, seconds, back) => {
    const length = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
    return parseDuration(`${back ? '-' : ''}P${weeks}W${days}DT${hours}H${minutes}M${seconds}S`, 0) === (back ? -length || 0 : length)
  }))
  const day = 86_400_000
  t.equal(parseDuration('P1M', Date.UTC(2026, 0, 1)), 31 * day)
  t.equal(parseDuration('P1M', Date.UTC(2026, 1, 1)), 28 * day)
  t.equal(parseDuration('-P1Y', Date.UTC(2025, 0, 1)), -366 * day)
  t.equal(parseDuration('PT0.5S', 0), 500)
})

t.test('what is neither is not read', async (t) => {
  fc.assert(fc.property(fc.string(), (text) => parseTime(text) === undefined || /^\d{4}-\d{2}-\d{2}/.test(text)))
  fc.assert(fc.property(fc.string(), (text) => parseDuration(text, 0) === undefined || /^-?P/.test(text)))
  for (const text of ['2026-02-29', '2026-04-31T00:00:00Z', '2026-01-01T00:00', '2026-1-1', '2026-01-01T00:00:00+2']) t.equal(parseTime(text), undefined, text)
})
