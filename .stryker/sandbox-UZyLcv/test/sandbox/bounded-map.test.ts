// @ts-nocheck
import t from 'tap'
import { BoundedMap } from '../../src/sandbox/bounded-map.ts'

t.test('what was set longest ago goes first', async (t) => {
  const map = new BoundedMap<string, number>(2).set('a', 1).set('b', 2).set('a', 3).set('c', 4)
  t.strictSame([...map], [['a', 3], ['c', 4]])
})

t.test('what was saved can be restored', async (t) => {
  const saved = new BoundedMap<string, number>(2).set('a', 1).set('b', 2).save()
  const map = new BoundedMap<string, number>(2).set('c', 3)
  map.restore(saved)
  t.strictSame([...map], saved)
})
