import t from 'tap'
import type { Reading } from '../../../src/pims/language/parameter.ts'
import { exampleOfValues } from '../../../src/pims/reference/examples.ts'
import { readerOf } from '../../../src/pims/reference/readers.ts'
import { type ReferenceValue, referenceOperations } from '../../../src/pims/reference/reference.ts'
import { schemaOf } from '../../../src/pims/reference/value-schema.ts'
import { Value } from '@sinclair/typebox/value'

const inBody = { isQuery: false, account: undefined } as unknown as Reading
const inQuery = { ...inBody, isQuery: true }
const of = (type: ReferenceValue['type'], rest: Partial<ReferenceValue> = {}) => readerOf({ name: 'it', type, ...rest })
const complaint = (path: string, message: string, isMissing = false) => ({ path, message, isMissing })

t.test('a body has values of the documented types and no others', async (t) => {
  const good: ReadonlyArray<readonly [ReferenceValue['type'], unknown]> = [['String', 'x'], ['Boolean', false], ['Integer', 3], ['Number', 1.5], ['Double', 48.7], ['Object', { any: 1 }], ['Array of Strings', ['a', 'b']], ['Array of Numbers', [1, 2]]]
  for (const [type, value] of good) t.strictSame(of(type).read(value, inBody), value, type)
  t.throws(() => of('String').read(3, inBody), complaint('it', 'it must be a string of 0 to 4096 characters'))
  t.throws(() => of('Boolean').read('true', inBody), complaint('it', 'it must be true or false'))
  t.throws(() => of('Integer').read(1.5, inBody), complaint('it', 'it must be an integer'))
  t.throws(() => of('Array of Strings').read('a', inBody), complaint('it', 'it must be a list'))
  t.throws(() => of('Object').read([], inBody), complaint('it', 'it must be an object'))
})

t.test('in a query string text stands for numbers, booleans and lists', async (t) => {
  t.equal(of('Boolean').read('true', inQuery), true)
  t.equal(of('Integer').read('-3', inQuery), -3)
  t.equal(of('Double').read('48.7', inQuery), 48.7)
  t.strictSame(of('Array of Strings').read('a', inQuery), ['a'])
  t.strictSame(of('Array of Strings').read(['a', 'b'], inQuery), ['a', 'b'])
  t.strictSame(of('Array of Numbers').read('[1,2]', inQuery), [1, 2])
  t.strictSame(of('Array of Strings').read('[oops', inQuery), ['[oops'])
  t.throws(() => of('Integer').read('3x', inQuery), complaint('it', 'it must be an integer'))
  t.equal(of('String').read('3', inQuery), '3')
})

t.test('an enumeration takes its words, without what they mean, and the example', async (t) => {
  const reset = of('String', { values: ['reset : starts over', 'keep: goes on'], example: 'other' })
  for (const word of ['reset', 'keep', 'other']) t.equal(reset.read(word, inBody), word)
  t.throws(() => reset.read('reset : starts over', inBody), complaint('it', 'it must be one of reset, keep, other'))
  t.equal(of('Boolean', { values: ['true: on', 'false: off'] }).read(false, inBody), false)
  t.throws(() => of('Enum of Numbers', { values: [1, 2] }).read(3, inBody), complaint('it', 'it must be one of 1, 2'))
})

t.test('a mistake inside an object is named by the way to it', async (t) => {
  const fields: ReferenceValue[] = [{ name: 'latitude', type: 'Double', required: true }, { name: 'note', type: 'String' }]
  const place = of('Object', { fields })
  t.strictSame(place.read({ latitude: 1 }, inBody), { latitude: 1 })
  t.throws(() => place.read({ latitude: 'x' }, inBody), complaint('it.latitude', 'it.latitude must be a number'))
  t.throws(() => place.read({ note: 'x' }, inBody), complaint('it.latitude', 'it.latitude is missing', true))
  t.throws(() => of('Array of Objects', { fields }).read([{ latitude: 1 }, { latitude: null }], inBody), complaint('it.1.latitude', 'it.1.latitude must be a number'))
})

t.test('what the reference shows of each value fits its schema', async (t) => {
  for (const { vendorTag, parameters, output } of referenceOperations) {
    for (const values of [parameters, output]) {
      const shown = exampleOfValues(values)
      for (const value of values) t.strictSame([...Value.Errors(schemaOf(value), shown[value.name])].map(({ path, message }) => `${path} ${message}`), [], `${vendorTag} ${value.name}`)
    }
  }
})
