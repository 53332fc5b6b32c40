import t from 'tap'
import { keepAnswer, keepHeaders, keepParameters } from '../../src/journal/keep.ts'

t.test('headers of 4096 characters, names included, are kept as they are', async (t) => {
  const headers = { long: 'x'.repeat(4085), list: ['a', 'b'] }
  t.equal(keepHeaders(headers), headers)
  t.strictSame(keepHeaders({}), {})
})

t.test('of more, each header keeps the same share, and says how long it was', async (t) => {
  t.strictSame(keepHeaders({ long: 'x'.repeat(4086), list: ['a', 'b'] }), { long: `${'x'.repeat(2048)}… (4086 characters)`, list: 'a,b' })
  t.strictSame(keepHeaders({ a: 'x'.repeat(1365), b: 'y'.repeat(1366), c: 'z'.repeat(2000) }),
    { a: 'x'.repeat(1365), b: `${'y'.repeat(1365)}… (1366 characters)`, c: `${'z'.repeat(1365)}… (2000 characters)` })
  t.strictSame(keepHeaders({ ['n'.repeat(64)]: '1', ['m'.repeat(65)]: '2', pad: 'x'.repeat(4096) }),
    { ['n'.repeat(64)]: '1', [`${'m'.repeat(64)}… (65 characters)`]: '2', pad: `${'x'.repeat(1365)}… (4096 characters)` })
})

t.test('of very many headers 128 are kept', async (t) => {
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`header-${index}`, 'x'.repeat(20)]))
  t.strictSame(keepHeaders(many), Object.fromEntries(Object.entries(many).slice(0, 128)))
})

t.test('of the body of an answer 4096 characters are kept', async (t) => {
  const headers = { 'content-type': 'text/plain' }
  t.strictSame(keepAnswer({ headers, body: 'x'.repeat(4096) }), { headers, body: 'x'.repeat(4096) })
  t.strictSame(keepAnswer({ headers, body: 'x'.repeat(4097) }), { headers, body: `${'x'.repeat(4096)}… (4097 characters)` })
})

const kept = (value: unknown) => keepParameters({ value }).value

t.test('50 parameters are kept, and 200 characters of a name', async (t) => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, 1]))
  t.strictSame(keepParameters(many(50)), many(50))
  t.strictSame(keepParameters(many(51)), many(50))
  t.strictSame(keepParameters({ ['n'.repeat(200)]: 1 }), { ['n'.repeat(200)]: 1 })
  t.strictSame(keepParameters({ ['n'.repeat(201)]: 1 }), { ['n'.repeat(200)]: 1 })
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
