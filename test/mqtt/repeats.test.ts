import t from 'tap'
import { Repeats } from '../../src/mqtt/repeats.ts'

const WINDOW = 10_000

/** How many of so many refusals of a kind at one moment are recorded. */
const recorded = (repeats: Repeats, kind: string, now: number, times = 10): number =>
  Array.from({ length: times }, () => repeats.isOneTooMany(kind, now)).filter((isOneTooMany) => !isOneTooMany).length

t.test('a refusal is recorded five times in ten seconds, each kind by itself', async (t) => {
  const repeats = new Repeats()
  t.strictSame([recorded(repeats, 'a', 0), recorded(repeats, 'b', 0)], [5, 5])
  t.equal(recorded(repeats, 'a', WINDOW - 1), 0)
  t.equal(recorded(repeats, 'a', WINDOW), 5, 'then anew')
  repeats.reset()
  t.equal(recorded(repeats, 'a', WINDOW), 5, 'and after a reset')
})

t.test('no more than a hundred kinds are counted: a further one takes the place of the oldest', async (t) => {
  const repeats = new Repeats()
  for (let kind = 0; kind < 100; kind++) recorded(repeats, `${kind}`, 0)
  t.strictSame([recorded(repeats, '0', 0), recorded(repeats, '99', 0)], [0, 0])
  recorded(repeats, 'one more', 0)
  t.strictSame([recorded(repeats, '1', 0), recorded(repeats, '99', 0)], [0, 0], 'all others are known')
  t.equal(recorded(repeats, '0', 0), 5, 'the oldest is counted anew')
})
