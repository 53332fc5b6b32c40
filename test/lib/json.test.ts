import fc from 'fast-check'
import t from 'tap'
import { MAX_DEPTH, refuseDeep, TooDeep } from '../../src/lib/json.ts'

const lists = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
const objects = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
const depthOf = (value: unknown): number =>
  typeof value !== 'object' || value === null ? 0 : 1 + Math.max(0, ...Object.values(value).map(depthOf))

t.test('lists and objects may nest 64 deep, and no deeper', async (t) => {
  for (const nested of [lists, objects]) {
    t.doesNotThrow(() => refuseDeep(nested(MAX_DEPTH)))
    t.throws(() => refuseDeep(nested(MAX_DEPTH + 1)), new TooDeep('The body nests lists and objects more than 64 deep.'))
  }
  t.throws(() => refuseDeep('['.repeat(MAX_DEPTH + 1), 'X-Fault'), { message: 'X-Fault nests lists and objects more than 64 deep.', statusCode: 400 })
})

t.test('brackets in strings do not count, nor do those that are closed again', async (t) => {
  for (const text of [JSON.stringify({ a: '['.repeat(100) }), JSON.stringify(['\\', '"'.repeat(3) + '['.repeat(100), '\\"[\\'.repeat(100)]), `[${'[],'.repeat(100)}{}]`]) {
    t.doesNotThrow(() => refuseDeep(text), text)
  }
})

t.test('any JSON is refused exactly when it nests too deep', async () => {
  fc.assert(fc.property(fc.json(), fc.string(), fc.nat({ max: 2 * MAX_DEPTH }), (json, name, wrapped) => {
    const text = `{${JSON.stringify(name)}:`.repeat(wrapped) + json + '}'.repeat(wrapped)
    const isTooDeep = depthOf(JSON.parse(text)) > MAX_DEPTH
    try {
      refuseDeep(text)
      return !isTooDeep
    } catch {
      return isTooDeep
    }
  }))
})

t.test('a text that is no JSON is left to the parser', async (t) => {
  for (const text of ['', '"', '"'.repeat(99), ']'.repeat(99), '\\'.repeat(99)]) t.doesNotThrow(() => refuseDeep(text), text)
})
