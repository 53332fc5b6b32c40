import { isObject, type Json } from '../lib/json.ts'

type Paths = Readonly<Record<string, object>>

/**
 * Writes operations in the words of OpenAPI that every generator reads: a body that may be left out is not required, and no
 * type has null or `undefined` for it; a schema has one `example`, but for that of a parameter that may be left out, which
 * pages would fill in.
 */
export const plainOperations = (paths: Paths): Paths => mapValues(paths, (item) => mapValues(Object(item), (operation) => plainOperation(operation as Operation)))

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> }
}

function plainOperation (operation: Operation): object {
  const { requestBody } = operation
  const plain = withExamples(operation) as Operation
  if (requestBody === undefined || plain.requestBody === undefined || !Object.values(requestBody.content).some(({ schema }) => isOptional(schema))) return plain
  const content = mapValues(plain.requestBody.content, (media) => ({ ...media, schema: withoutNothing(media.schema) }))
  return { ...plain, requestBody: { ...plain.requestBody, required: false, content } }
}

const isOptional = ({ anyOf }: Json): boolean => Array.isArray(anyOf) && anyOf.some((schema) => isObject(schema) && schema.type === 'undefined')

/** The schema of a body that is there. */
function withoutNothing (schema: Json): Json {
  const { anyOf, ...rest } = schema
  if (!Array.isArray(anyOf)) return schema
  const [first, ...others] = anyOf.filter((each) => isObject(each) && each.type !== 'undefined' && each.type !== 'null') as Json[]
  return first !== undefined && others.length === 0 ? { ...first, ...rest } : { ...rest, anyOf: [first, ...others] }
}

/** The first of the examples that TypeBox's schemas list. */
function withExamples (value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExamples)
  if (!isObject(value)) return value
  const { examples, ...rest } = mapValues(isOptionalParameter(value) ? withoutExample(value) : value, withExamples)
  if (examples === undefined) return rest
  return Array.isArray(examples) ? { ...rest, example: examples[0] as unknown } : { ...rest, examples }
}

const isOptionalParameter = (value: Json): boolean => 'in' in value && 'schema' in value && value.required !== true

function withoutExample ({ example: _, schema, ...parameter }: Json): Json {
  const { examples, ...plain } = Object(schema) as Json
  return { ...parameter, schema: plain }
}

const mapValues = <Value, Result>(object: Readonly<Record<string, Value>>, map: (value: Value) => Result): Record<string, Result> =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]))
