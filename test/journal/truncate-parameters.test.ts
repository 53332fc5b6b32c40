import t from 'tap'
import { truncateParameters } from '../../src/journal/truncate-parameters.ts'

const kept = (value: unknown) => truncateParameters({ value }).value

t.test('50 parameters are kept, and 200 characters of a name', async (t) => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, 1]))
  t.strictSame(truncateParameters(many(50)), many(50))
  t.strictSame(truncateParameters(many(51)), many(50))
  t.strictSame(truncateParameters({ ['n'.repeat(200)]: 1 }), { ['n'.repeat(200)]: 1 })
  t.strictSame(truncateParameters({ ['n'.repeat(201)]: 1 }), { ['n'.repeat(200)]: 1 })
})

t.test('200 characters of a text are kept, and how many there were', async (t) => {
  t.equal(kept('x'.repeat(200)), 'x'.repeat(200))
  t.equal(kept('x'.repeat(201)), `${'x'.repeat(200)}… (201 characters)`)
})

t.test('a list or an object is kept as it is, or as the beginning of its JSON', async (t) => {
  const list = Array<number>(99).fill(1)
  t.equal(JSON.stringify(list).length, 199)
  t.equal(kept(list), list)
  t.equal(kept([...list, 1]), `[${'1,'.repeat(99)}1… (201 characters)`)
  t.equal(kept({ long: 'x'.repeat(300) }), `{"long":"${'x'.repeat(191)}… (311 characters)`)
})

t.test('numbers, true, false and null are kept', async (t) => {
  for (const value of [0, 1.5, true, false, null]) t.equal(kept(value), value)
})
