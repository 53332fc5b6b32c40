import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import fc from 'fast-check'
import t from 'tap'
import { BoundedMap, entriesSchema } from '../../../src/sandbox/memory/bounded-map.ts'
import { MemoryShare } from '../../../src/sandbox/memory/memory.ts'

t.test('a bounded map forgets what was set longest ago', async (t) => {
  const map = new BoundedMap<string, number>(2, new MemoryShare())
  map.set('a', 1).set('b', 2).set('a', 3).set('c', 4)
  t.strictSame([...map], [['a', 3], ['c', 4]])

  const copy = new BoundedMap<string, number>(2, new MemoryShare()).set('z', 9)
  copy.restore(map.save())
  t.strictSame([...copy], [...map], 'and is restored as it was saved')
})

t.test('a bounded map says whether there was something to delete, and a reset empties it', async (t) => {
  const map = new BoundedMap<string, number>(2, new MemoryShare()).set('a', 1)
  t.strictSame([map.delete('b'), map.delete('a'), map.delete('a')], [false, true, false])
  map.set('c', 3).reset()
  t.equal(map.size, 0)
})

t.test('a key that is set again and again leaves nothing behind, before anything was forgotten and after', async (t) => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const map = new BoundedMap<string, number>(3, new MemoryShare())
  const setOften = () => {
    collect()
    const { heapUsed } = process.memoryUsage()
    for (let value = 0; value < 100_000; value++) map.set('a', value)
    collect()
    return process.memoryUsage().heapUsed - heapUsed
  }
  t.ok(setOften() < 4e6)
  map.set('b', 2).set('c', 3).set('d', 4)
  t.ok(setOften() < 4e6)
  map.set('e', 5)
  t.strictSame([...map.keys()], ['d', 'a', 'e'])
})

t.test('what a bounded map saves is pairs of a short text and a value, no more than it takes', async (t) => {
  const schema = entriesSchema(Type.Integer(), 2, 'numbers')
  for (const good of [[], [['a', 1]], [['a', 1], ['x'.repeat(300), 2]]]) t.ok(Value.Check(schema, good), JSON.stringify(good))
  for (const bad of [[['a', 'b']], [['a']], [[1, 1]], [['x'.repeat(301), 1]], [['a', 1], ['b', 2], ['c', 3]]]) t.notOk(Value.Check(schema, bad), JSON.stringify(bad))
  t.equal(schema.description, 'numbers')
})

t.test('whatever is set, deleted and cleared, a bounded map holds the newest, its memory is what they weigh, and what gives way is told', async () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const step = fc.oneof(fc.record({ set: key, weight: fc.nat(9) }), fc.record({ delete: key }), fc.constant('clear' as const))
  fc.assert(fc.property(fc.integer({ min: 1, max: 3 }), fc.array(step, { maxLength: 40 }), (capacity, steps) => {
    const memory = new MemoryShare()
    const forgotten: number[] = []
    const map = new BoundedMap<string, number>(capacity, memory, (weight) => weight, (weight) => forgotten.push(weight))
    let expected: Array<[string, number]> = []
    const gaveWay: number[] = []
    for (const each of steps) {
      if (each === 'clear') {
        map.clear()
        expected = []
      } else if ('set' in each) {
        map.set(each.set, each.weight)
        expected = [...expected.filter(([known]) => known !== each.set), [each.set, each.weight] as [string, number]]
        for (const [, weight] of expected.splice(0, Math.max(0, expected.length - capacity))) gaveWay.push(weight)
      } else {
        map.delete(each.delete)
        expected = expected.filter(([known]) => known !== each.delete)
      }
    }
    return JSON.stringify([[...map], forgotten]) === JSON.stringify([expected, gaveWay]) && memory.used === expected.reduce((sum, [, weight]) => sum + weight, 0)
  }))
})
