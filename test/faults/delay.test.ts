import t from 'tap'
import { drawDelay } from '../../src/faults/delay.ts'
import { Random } from '../../src/sandbox/random.ts'

/** Chance whose draws are these, in order. */
function drawing (...draws: number[]): Random {
  const random = new Random(1)
  random.draw = () => draws.shift() ?? NaN
  return random
}

t.test('no delay, and one that is fixed, draw nothing', async (t) => {
  t.equal(drawDelay(undefined, drawing()), 0)
  t.equal(drawDelay(5, drawing()), 5)
})

t.test('a uniform delay begins at the least and ends before the most', async (t) => {
  t.equal(drawDelay({ min: 10, max: 20 }, drawing(0)), 10)
  t.equal(drawDelay({ min: 10, max: 20 }, drawing(0.25)), 12.5)
  t.equal(drawDelay({ min: 10, max: 20 }, drawing(0.5)), 15)
})

t.test('a log-normal delay is its median times a power of e, so many sigma away as Box and Muller draw', async (t) => {
  const delay = { median: 800, sigma: 0.5 }
  const near = (drawn: number, expected: number) => t.ok(Math.abs(drawn / expected - 1) < 1e-9, `${drawn}`)
  near(drawDelay(delay, drawing(0, 0.3)), 800)
  near(drawDelay(delay, drawing(1 - Math.exp(-2), 0)), 800 * Math.E)
  near(drawDelay(delay, drawing(1 - Math.exp(-2), 0.5)), 800 / Math.E)
  near(drawDelay(delay, drawing(1 - Math.exp(-2), 0.25)), 800)
  near(drawDelay({ median: 800, sigma: 0 }, drawing(0.9, 0.1)), 800)
})

t.test('a log-normal delay is ten minutes at most, however far away it is drawn', async (t) => {
  t.equal(drawDelay({ median: 600_000, sigma: 5 }, drawing(1 - Math.exp(-2), 0)), 600_000)
  t.equal(drawDelay({ median: 600_000, sigma: 5 }, drawing(0, 0)), 600_000)
  t.ok(drawDelay({ median: 599_999, sigma: 0 }, drawing(0.5, 0)) < 600_000)
})
