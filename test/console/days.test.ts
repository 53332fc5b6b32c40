import t from 'tap'
import { linesOf } from '../../console/state/derived/days.ts'

const lines = (...items: string[]) => linesOf(items, (item) => item).map((line) => 'day' in line ? line.day : line.index)

/** A time of a day of this machine. */
const at = (day: number, hour: number): string => new Date(2026, 0, day, hour).toISOString()

t.test('where a day begins that is not that of the item above, it has a line of its own', async (t) => {
  t.strictSame(lines(), [])
  t.strictSame(lines(at(2, 23), at(2, 23), at(2, 0)), [0, 1, 2], 'the newest day has none')
  t.strictSame(lines(at(3, 0), at(2, 23), at(2, 1), at(1, 1)), [0, at(2, 23), 1, 2, at(1, 1), 3])
  t.strictSame(lines(at(1, 1), at(2, 1), at(1, 1)), [0, at(2, 1), 1, at(1, 1), 2], 'a clock may go back')
})

t.test('items without a time have no days', async (t) => {
  t.strictSame(linesOf(['a', 'b'], () => ''), [{ item: 'a', index: 0 }, { item: 'b', index: 1 }])
})
