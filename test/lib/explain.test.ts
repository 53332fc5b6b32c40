import { Type } from '@sinclair/typebox'
import t from 'tap'
import { explain } from '../../src/lib/explain.ts'

const Shape = Type.Union([
  Type.Object({ circle: Type.Number({ exclusiveMinimum: 0 }) }, { additionalProperties: false }),
  Type.Object({ square: Type.Integer({ minimum: 1 }), colour: Type.Optional(Type.Union([Type.Literal('red'), Type.Literal('blue')])) }, { additionalProperties: false })
])
const Schema = Type.Object({
  name: Type.Optional(Type.String({ pattern: '^a', description: 'Begins with an a' })),
  on: Type.Optional(Type.Boolean()),
  none: Type.Optional(Type.Null()),
  either: Type.Optional(Type.Union([Type.String(), Type.Array(Type.Unknown())])),
  any: Type.Optional(Type.Never()),
  only: Type.Optional(Type.Literal('this')),
  shape: Type.Optional(Shape)
}, { additionalProperties: false, minProperties: 1 })

t.test('one sentence says what is wrong, where, and what to send instead', async (t) => {
  const sentences = [
    [{ name: 'b' }, 'name must be a string that matches ^a, not "b" (Begins with an a)'],
    [{ on: 1 }, 'on must be true or false, not 1'],
    [{ none: 0 }, 'none must be null, not 0'],
    [{ either: 5 }, 'either must be a string or a list, not 5'],
    [{ only: 'that' }, 'only must be one of this, not "that"'],
    [{ nose: 1 }, /^nose is not known here; none is$/],
    [{ colour: 1 }, /^colour is not known here; name, on, none, .* are$/],
    [{ shape: { square: 1, color: 'red' } }, /^shape\.color is not known here; colour is$/],
    [{ shape: { circle: 0 } }, 'shape.circle must be a number above 0, not 0'],
    [{ shape: { square: 0 } }, 'shape.square must be an integer of at least 1, not 0'],
    [{ shape: { square: 1, colour: 'green' } }, 'shape.colour must be one of red, blue, not "green"'],
    [{ shape: 'round' }, 'shape must be an object with circle or an object with square, colour, not "round"'],
    [{ name: 'b'.repeat(200) }, /^name must be .*, not "b{76}… /],
    ['text', /^the thing must be an object with name, on, /],
    [{}, /^the thing must be/],
    [{ name: 'a' }, 'the thing is fine']
  ] as const
  for (const [value, sentence] of sentences) t.match(explain(Schema, value, 'the thing'), sentence, JSON.stringify(value).slice(0, 40))
})

t.test('a map of anything is an object', async (t) => {
  t.equal(explain(Type.Record(Type.String(), Type.Unknown()), []), 'the body must be an object, not []')
})

t.test('a number without bounds, and what has no words, are named as well as can be', async (t) => {
  t.equal(explain(Type.Number(), 'x'), 'the body must be a number, not "x"')
  t.equal(explain(Type.Union([Type.Literal('drop'), Type.Object({ delay: Type.Number() })]), 'lose'), 'the body must be "drop" or an object with delay, not "lose"')
  t.equal(explain(Type.Never(), undefined), 'the body must be something else, not undefined')
})

t.test('a list that is one, but has too few items, too many, or one twice, is told how many it may have', async (t) => {
  const Some = Type.Array(Type.String(), { minItems: 1, maxItems: 2, uniqueItems: true })
  for (const list of [[], ['a', 'b', 'c'], ['a', 'a']]) t.equal(explain(Some, list), `the body must be a list of 1 to 2 items, none of them twice, not ${JSON.stringify(list)}`)
  t.equal(explain(Some, 'a'), 'the body must be a list, not "a"')
  t.equal(explain(Type.Array(Type.String(), { minItems: 1 }), []), 'the body must be a list of 1 items or more, not []')
  t.equal(explain(Type.Array(Type.Null(), { maxItems: 0 }), [null]), 'the body must be a list of 0 to 0 items, not [null]')
})

t.test('a field that is missing is named', async (t) => {
  t.equal(explain(Type.Object({ id: Type.String({ description: 'Who' }) }), {}), 'id is missing (Who)')
})

t.test('a list with a mistake in every item, and a value of a megabyte, are explained by their beginning', async (t) => {
  let looked = 0
  const counted = (value: unknown): unknown => new Proxy({}, { ownKeys: () => { looked++; return ['radius'] }, getOwnPropertyDescriptor: () => ({ value, enumerable: true, configurable: true }) })
  const shapes = Array.from({ length: 5000 }, counted)
  t.match(explain(Type.Union([Type.Array(Shape), Type.Null()]), shapes), /^\S+ (must be|is not known here)/)
  t.ok(looked < 1000, `${looked} looks at the items`)
  t.match(explain(Type.String(), Array.from({ length: 100_000 }, (_, index) => ({ index }))), /^the body must be a string, not \[\{"index":0\},.*…$/)
  t.match(explain(Type.Number(), '"'.repeat(1_000_000)), /^the body must be a number, not "(\\"){38}…$/)
})

t.test('a value that may be a secret is not repeated', async (t) => {
  t.equal(explain(Schema, { name: 'b' }, 'it', false), 'name must be a string that matches ^a (Begins with an a)')
  t.equal(explain(Schema, { only: 'that' }, 'it', false), 'only must be one of this')
})
