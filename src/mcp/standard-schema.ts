import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import { KindGuard, type Static, type TObject } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { explain } from '../lib/explain.ts'

/** A schema in the form that the protocol's library takes; what is wrong with a value is said in our words. */
export const standardSchema = <Input extends TObject>(schema: Input): StandardSchemaWithJSON<Static<Input>> => ({
  '~standard': {
    version: 1,
    vendor: 'typebox',
    validate: (value) => Value.Check(schema, value) ? { value } : { issues: [{ message: `${explain(schema, value, 'the arguments')}.` }] },
    jsonSchema: { input: () => jsonSchema(schema), output: () => jsonSchema(schema) }
  }
})

/** Left out of what is shown: where a client checks them itself, an agent is told less of what is wrong than we tell it. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['additionalProperties', 'minItems', 'maxItems', 'minLength', 'maxLength', 'minimum', 'maximum', 'pattern'])

/** What a client is shown of a schema: its words in short, as an agent reads all of them before each task. */
export const jsonSchema = (schema: TObject): Record<string, unknown> =>
  JSON.parse(JSON.stringify(schema, (name, part: unknown) => NOT_SHOWN.has(name) ? undefined : withEnum(part))) as Record<string, unknown> // an object stays one

/** A union of literals as `enum`, which all clients know. */
function withEnum (part: unknown): unknown {
  if (!KindGuard.IsUnion(part)) return part
  const { anyOf, description } = part
  return { type: 'string', enum: anyOf.map((branch) => KindGuard.IsLiteral(branch) ? branch.const : null), description }
}
