import { type TSchema, Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import t from 'tap'
import { isErrorCode } from '../../../src/codes/catalogue.ts'
import { fcaComponents, referenceOperations, TYPES } from '../../../src/pims/reference/reference.ts'
import { VERBS } from '../../../src/words/verbs.ts'

const closed = (properties: Record<string, TSchema>) => Type.Object(properties, { additionalProperties: false })
const text = Type.String({ minLength: 1 })

const value = Type.Recursive((self) => closed({
  name: text,
  type: Type.Union(TYPES.map((type) => Type.Literal(type))),
  required: Type.Optional(Type.Boolean()),
  values: Type.Optional(Type.Array(Type.Union([text, Type.Integer(), Type.Literal(false)]), { minItems: 1 })),
  example: Type.Optional(Type.Unknown()),
  unit: Type.Optional(text),
  fields: Type.Optional(Type.Array(self, { minItems: 1 }))
}))

const operation = closed({
  component: text,
  verb: Type.Union(VERBS.map((verb) => Type.Literal(verb))),
  api: Type.String({ pattern: '^pims\\.[a-z]+\\.[a-z]+$' }),
  vendorTag: Type.String({ pattern: '^pims\\.[\\w.-]+$' }),
  selector: Type.Optional(closed({ parameter: text, value: text })),
  since: Type.String({ pattern: '^2\\.\\d$' }),
  authenticated: Type.Optional(Type.Literal(false)),
  parameters: Type.Array(value),
  output: Type.Array(value),
  errors: Type.Array(Type.Integer(), { uniqueItems: true })
})

t.test('the reference holds what its types say, and no more', async (t) => {
  for (const documented of referenceOperations) t.strictSame([...Value.Errors(operation, documented)].map(({ path, message }) => `${path}: ${message}`), [], documented.vendorTag)
})

t.test('its codes are in the catalogue, a page is named after its api, and a parameter says whether it is required', async (t) => {
  for (const { vendorTag, api, errors, parameters } of referenceOperations) {
    t.ok(errors.every(isErrorCode), vendorTag)
    t.ok(vendorTag.startsWith(api), vendorTag)
    t.ok(parameters.every(({ required }) => typeof required === 'boolean'), vendorTag)
  }
})

t.test('two components are FCA’s alone', async (t) => {
  t.strictSame([...fcaComponents], ['FCABasicAuthentication', 'FCAStrongAuthentication'])
})
