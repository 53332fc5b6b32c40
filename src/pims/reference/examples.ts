import type { ReferenceValue } from './reference.ts'
import { isList, itemType, allowedValues } from './value-schema.ts'

/** A value as the vendor's page shows it, in the type that it says; made up of its words, fields or name where it shows none. */
export function exampleOfValue (value: ReferenceValue): unknown {
  if (!isList(value)) return one(value, value.example)
  if (Array.isArray(value.example)) return value.example
  return listIn(value.example) ?? [one(value, value.example)]
}

/** What the vendor's pages show of an object. */
export const exampleOfValues = (values: readonly ReferenceValue[]): Record<string, unknown> =>
  Object.fromEntries(values.map((value) => [value.name, exampleOfValue(value)]))

/** A list that a page shows as text. */
function listIn (example: unknown): unknown[] | undefined {
  if (typeof example !== 'string' || !example.startsWith('[')) return undefined
  const list: unknown = JSON.parse(example.replaceAll("'", '"'))
  return Array.isArray(list) ? list : undefined
}

function one (value: ReferenceValue, example: unknown): unknown {
  const words = allowedValues(value)
  const shown = example ?? words?.[0]
  switch (itemType(value)) {
    case 'Object': return exampleOfValues(value.fields ?? [])
    case 'Boolean': return typeof shown === 'number' ? shown : String(shown) === 'true'
    case 'Integer':
    case 'Number':
    case 'Double': return Number.isFinite(Number(shown)) ? Number(shown) : 0
    default: return shown === undefined ? value.name : String(shown)
  }
}
