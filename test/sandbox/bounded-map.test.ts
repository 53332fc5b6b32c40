import t from 'tap'
import { BoundedMap } from '../../src/sandbox/bounded-map.ts'

t.test('what was set longest ago goes first', async (t) => {
  const map = new BoundedMap<string, number>(2).set('a', 1).set('b', 2).set('a', 3).set('c', 4)
  t.strictSame([...map], [['a', 3], ['c', 4]])
})
