import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json } from '../lib/json.ts'

/**
 * Brings TypeBox's schemas into the dialect of OpenAPI 3.1, and moves each that has a title to `schemas`, where it is
 * once: what is left in its place is a reference. The type `undefined` (of a body that may be left out) goes, and the
 * items of a tuple are its `prefixItems`: it has as many as it must have, so that none comes after them.
 *
 * @throws Error when two schemas have one title
 */
export function nameSchemas (value: unknown, schemas: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isUndefinedType(item)).map((item) => nameSchemas(item, schemas))
  if (!isObject(value)) return value
  const schema = Object.fromEntries(Object.entries(withPrefixItems(value)).map(([key, item]) => [key, nameSchemas(item, schemas)]))
  const { title } = value
  if (typeof title !== 'string' || !isSchema(value)) return schema
  schemas[title] ??= schema
  if (!isDeepStrictEqual(schemas[title], schema)) throw new Error(`two schemas have the title ${title}`)
  return { $ref: `#/components/schemas/${title}` }
}

const isSchema = (value: Json): boolean => 'type' in value || 'anyOf' in value || 'oneOf' in value

const isUndefinedType = (item: unknown): boolean => isObject(item) && item.type === 'undefined'

function withPrefixItems (value: Json): Json {
  const { additionalItems, items, ...rest } = value
  return Array.isArray(items) && additionalItems !== undefined ? { ...rest, prefixItems: items, items: {} } : value
}
