import t from 'tap'
import { formatDuration, fullAt, levelAt, nextTimeOfDay, remainingTime } from '../../src/vehicles/charging.ts'

const HOUR = 3_600_000
/** One percent in six minutes. */
const charge = { since: 0, level: 90, capacity: 50_000, power: 5000 }

t.test('the level rises by whole percents, up to 100, and never falls where the clock goes back', async (t) => {
  t.strictSame([-HOUR, 0, 359_999, 360_000, HOUR - 1, HOUR, 9 * HOUR].map((now) => levelAt(charge, now)), [90, 90, 90, 91, 99, 100, 100])
})

t.test('it is full when the last percent has come, not before', async (t) => {
  t.equal(fullAt(charge), HOUR)
  for (const power of [3300, 7400, 11_000, 99_999]) {
    const slow = { ...charge, level: 0, power }
    t.strictSame([levelAt(slow, fullAt(slow) - 1), levelAt(slow, fullAt(slow))], [99, 100], `${power}`)
  }
})

t.test('what remains is an ISO 8601 duration of whole seconds', async (t) => {
  t.equal(remainingTime(charge, 0), 'PT1H')
  t.equal(remainingTime(charge, HOUR - 500), 'PT1S')
  t.equal(remainingTime(charge, 2 * HOUR), 'PT0S')
  t.strictSame([0, 61_000, 3_725_000, 36_000_000].map(formatDuration), ['PT0S', 'PT1M1S', 'PT1H2M5S', 'PT10H'])
})

t.test('a time of the day comes today, or tomorrow where it has come', async (t) => {
  const noon = Date.UTC(2026, 0, 1, 12)
  t.equal(nextTimeOfDay('PT22H30M', noon), Date.UTC(2026, 0, 1, 22, 30))
  t.equal(nextTimeOfDay('PT12H', noon), Date.UTC(2026, 0, 2, 12))
  t.equal(nextTimeOfDay('PT5M', noon), Date.UTC(2026, 0, 2, 0, 5))
  t.equal(nextTimeOfDay('PT0H', Date.UTC(1950, 0, 1, 1)), Date.UTC(1950, 0, 2))
})
