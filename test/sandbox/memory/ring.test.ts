import fc from 'fast-check'
import t from 'tap'
import { Ring } from '../../../src/sandbox/memory/ring.ts'

t.test('a ring keeps the newest entries, newest first', async () => {
  fc.assert(fc.property(fc.nat(8), fc.array(fc.nat(), { maxLength: 30 }), (capacity, entries) => {
    const ring = new Ring<number>(capacity)
    for (const entry of entries) ring.push(entry)
    const expected = capacity === 0 ? [] : entries.slice(-capacity).reverse()
    return JSON.stringify([...ring.newestFirst()]) === JSON.stringify(expected) && ring.size === expected.length
  }))
})

t.test('the entries of a ring are numbered from the oldest on', async () => {
  fc.assert(fc.property(fc.nat(8), fc.array(fc.nat(), { maxLength: 30 }), (capacity, entries) => {
    const ring = new Ring<number>(capacity)
    for (const entry of entries) ring.push(entry)
    const kept = capacity === 0 ? [] : entries.slice(-capacity)
    return kept.every((entry, index) => ring.at(index) === entry) && ring.at(-1) === undefined && ring.at(kept.length) === undefined
  }))
})

t.test('the newest entry of a ring that passes a test is found', async () => {
  fc.assert(fc.property(fc.nat(8), fc.array(fc.nat(9), { maxLength: 30 }), fc.nat(9), (capacity, numbers, wanted) => {
    const entries = numbers.map((number, index) => ({ number, index }))
    const ring = new Ring<typeof entries[number]>(capacity)
    for (const entry of entries) ring.push(entry)
    const kept = capacity === 0 ? [] : entries.slice(-capacity)
    return ring.findNewest(({ number }) => number === wanted) === kept.findLast(({ number }) => number === wanted)
  }))
})

t.test('a ring answers what it forgets, and can be cleared', async (t) => {
  const ring = new Ring<string>(1)
  t.equal(ring.push('a'), undefined)
  t.equal(ring.push('b'), 'a')
  ring.clear()
  t.strictSame([...ring.newestFirst()], [])
})

t.test('a ring that is halved answers the older half, the larger where they differ, and goes on with the newer', async (t) => {
  const ring = new Ring<number>(5)
  for (let entry = 1; entry <= 7; entry++) ring.push(entry)
  t.strictSame([ring.halve(), [...ring.newestFirst()]], [[3, 4, 5], [7, 6]])
  for (let entry = 8; entry <= 11; entry++) ring.push(entry)
  t.strictSame([...ring.newestFirst()], [11, 10, 9, 8, 7])
})
