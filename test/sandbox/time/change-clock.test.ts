import t from 'tap'
import { Invalid } from '../../../src/lib/errors.ts'
import { changeClock, checkTime, viewClock } from '../../../src/sandbox/time/change-clock.ts'
import { Clock } from '../../../src/sandbox/time/clock.ts'

const START = Date.parse('2026-01-31T12:00:00Z')
const FIRST = Date.parse('0000-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')
const LATEST = Date.parse('9999-12-31T00:00:00Z')

/** A clock over a machine whose time stands still, and how often it told of a change. */
function stand () {
  let told = 0
  return { clock: new Clock(() => START, () => { told++ }), told: () => told }
}

t.test('what is shown of a clock is its time, how far it is ahead, and whether it is stopped', async (t) => {
  const { clock } = stand()
  t.strictSame(viewClock(clock), { now: '2026-01-31T12:00:00.000Z', offset: 0, frozen: false })
  changeClock(clock, { advance: 'PT5M', frozen: true })
  t.strictSame(viewClock(clock), { now: '2026-01-31T12:05:00.000Z', offset: 300_000, frozen: true })
})

t.test('a clock is set first and advanced then, by the calendar of the time that it was set to', async (t) => {
  const { clock } = stand()
  changeClock(clock, { now: '2028-02-01T00:00:00Z', advance: 'P1M' })
  t.equal(clock.now(), Date.parse('2028-03-01T00:00:00Z'))
  changeClock(clock, { advance: '-P1M' })
  t.equal(clock.now(), Date.parse('2028-02-01T00:00:00Z'))
  changeClock(clock, { advance: 0.6 })
  t.equal(clock.now(), Date.parse('2028-02-01T00:00:00.001Z'), 'to the millisecond')
})

t.test('a change of nothing changes nothing, and is not told of', async (t) => {
  const { clock, told } = stand()
  changeClock(clock, {})
  changeClock(clock, { frozen: false })
  t.strictSame([told(), viewClock(clock).frozen], [0, false])
  changeClock(clock, { frozen: true })
  changeClock(clock, { frozen: true })
  t.equal(told(), 1)
  changeClock(clock, { advance: 1 })
  t.strictSame([told(), clock.frozen], [2, true], 'who does not say frozen leaves it as it is')
})

t.test('a clock can be set to the first moment of the year 0000 and the last day of 9999, and not a millisecond beyond', async (t) => {
  for (const [edge, beyond] of [[FIRST, -1], [LATEST, 1]] as const) {
    const { clock, told } = stand()
    changeClock(clock, { advance: edge - START })
    t.equal(clock.now(), edge)
    t.throws(() => changeClock(clock, { advance: beyond, frozen: true }), new Invalid('The clock would leave the years 0000 to 9999. Send a smaller advance, or a time between them.'))
    t.strictSame([clock.now(), clock.frozen, told()], [edge, false, 1], 'nothing has changed')
  }
})

t.test('a time that cannot be understood is refused with one that can, and nothing has changed', async (t) => {
  const { clock, told } = stand()
  t.throws(() => changeClock(clock, { now: 'noon', frozen: true }), new Invalid('now "noon" is not an ISO 8601 time with a zone. Send one such as 2026-01-31T12:00:00Z.'))
  t.throws(() => changeClock(clock, { advance: '5 min', frozen: true }), new Invalid('advance "5 min" is neither milliseconds nor an ISO 8601 duration. Send 300000, "PT5M", or "-PT5M" to go back.'))
  t.strictSame([told(), clock.frozen], [0, false])
})

t.test('a saved time has a year of four digits, and a day left to run on unless it is frozen', async (t) => {
  for (const [time, frozen] of [[FIRST, false], [FIRST, true], [LATEST, false], [LAST, true]] as const) t.doesNotThrow(() => checkTime('clock.now', time, frozen))
  for (const [time, frozen, latest] of [[FIRST - 1, true, LAST], [LATEST + 1, false, LATEST], [LAST + 1, true, LAST], [NaN, true, LAST]] as const) {
    t.throws(() => checkTime('clock.now', time, frozen), new Invalid(`clock.now must be from ${FIRST} to ${latest} (milliseconds since 1970: the years 0000 to 9999), not ${time}. Nothing was changed.`))
  }
})

t.test('a clock is moved while it is stopped, or ahead of the machine, or behind; and no more once it is reset, which is told of once', async (t) => {
  const { clock, told } = stand()
  t.notOk(clock.isMoved)
  clock.reset()
  t.equal(told(), 0, 'it had not been moved')
  const moves: ReadonlyArray<() => void> = [() => clock.freeze(true), () => clock.advance(1), () => clock.advance(-1), () => clock.resume(START + 1, false)]
  for (const move of moves) {
    move()
    t.ok(clock.isMoved)
    const before = told()
    clock.reset()
    t.strictSame([clock.isMoved, clock.now(), told() - before], [false, START, 1])
  }
})

t.test('a clock goes on from a moment, running or stopped', async (t) => {
  let machine = START
  const clock = new Clock(() => machine)
  clock.resume(1000, true)
  machine += 10
  t.strictSame([clock.now(), clock.frozen], [1000, true])
  clock.resume(2000, false)
  machine += 10
  t.strictSame([clock.now(), clock.frozen], [2010, false])
})
