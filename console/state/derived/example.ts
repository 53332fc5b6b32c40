/** A JSON Schema, as far as an example of it goes. */
interface Schema {
  readonly examples?: readonly unknown[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly type?: string
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
}

/** What an empty value of a type looks like. */
const EMPTY: Readonly<Record<string, unknown>> = { string: '', integer: 0, number: 0, boolean: true }

/** A value that a schema allows, with the examples that it has. */
export function exampleOf ({ examples, const: only, enum: words, anyOf, type, items, properties }: Schema): unknown {
  const [first = only ?? words?.[0]] = examples ?? []
  if (first !== undefined) return first
  if (anyOf?.[0] !== undefined) return exampleOf(anyOf[0])
  if (properties !== undefined) return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, exampleOf(schema)]))
  if (items !== undefined) return [exampleOf(items)]
  return type === undefined || type === 'object' ? {} : EMPTY[type]
}
