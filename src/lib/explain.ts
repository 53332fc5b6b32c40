import { KindGuard, type TSchema } from '@sinclair/typebox'
import { type ValueError, Value, ValueErrorType } from '@sinclair/typebox/value'
import { nearestWord } from './nearest-word.ts'

/** Errors that are looked at in each branch of a union. */
const MAX_ERRORS = 20
/** Names of an object that are listed. */
const MAX_NAMES = 20
/** Characters of a value that are shown. */
const MAX_SHOWN = 80

/**
 * Says in one sentence what is wrong with a value, where, and what to send instead.
 *
 * @param isShown whether the sentence repeats what was wrong; not where it may be a secret
 */
export function explain (schema: TSchema, value: unknown, whole = 'the body', isShown = true): string {
  const [first] = Value.Errors(schema, value)
  return first === undefined ? `${whole} is fine` : sentence(deepest(first), whole, isShown)
}

/** The error of the branch of a union that the value comes closest to: the one that goes deepest into it. */
function deepest (error: ValueError): ValueError {
  if (error.type !== ValueErrorType.Union || allowed(error.schema) !== undefined) return error
  const inner = error.errors.map((branch) => take(branch, MAX_ERRORS).map(deepest))
    .filter(([first]) => first !== undefined && first.path !== error.path && first.type !== ValueErrorType.ObjectRequiredProperty)
    .toSorted((a, b) => a.length - b.length || depthOf(b) - depthOf(a))[0]?.[0]
  return inner ?? error
}

/** The first so many: a long list has an error for every item. */
function take<Item> (items: Iterable<Item>, count: number): Item[] {
  const taken: Item[] = []
  for (const item of items) {
    taken.push(item)
    if (taken.length === count) break
  }
  return taken
}

/** How far below the value the first of some errors is. */
const depthOf = ([first]: readonly ValueError[]): number => first?.path.split('/').length ?? 0

function sentence ({ type, path, schema, value }: ValueError, whole: string, isShown: boolean): string {
  const where = path === '' ? whole : path.slice(1).replaceAll('/', '.')
  if (type === ValueErrorType.ObjectRequiredProperty) return `${where} is missing${hint(schema)}`
  if (type === ValueErrorType.ObjectAdditionalProperties) return `${where} is not known here${known(schema, where)}`
  const words = allowed(schema)
  const given = isShown ? `, not ${show(value)}` : ''
  if (words !== undefined) return `${where} must be one of ${words.join(', ')}${given}`
  const size = KindGuard.IsArray(schema) && Array.isArray(value) ? countOf(schema) : ''
  return `${where} must be ${described(schema)}${size}${given}${hint(schema)}`
}

/** What an object has in place of a name that it has not: the nearest, else all. */
function known ({ properties }: TSchema, where: string): string {
  const names = Object.keys(Object(properties) as object)
  const near = nearestWord(where.slice(where.lastIndexOf('.') + 1), names)
  if (near !== undefined) return `; ${near} is`
  return names.length === 0 ? '' : `; ${names.slice(0, MAX_NAMES).join(', ')} ${names.length === 1 ? 'is' : 'are'}`
}

/** The words that a union of literals takes. */
function allowed (schema: TSchema): string[] | undefined {
  if (KindGuard.IsLiteral(schema)) return [String(schema.const)]
  if (!KindGuard.IsUnion(schema)) return undefined
  const words = schema.anyOf.map((branch) => KindGuard.IsLiteral(branch) ? String(branch.const) : undefined)
  return words.every((word) => word !== undefined) ? words : undefined
}

function described (schema: TSchema): string {
  if (KindGuard.IsUnion(schema)) return schema.anyOf.map((branch) => described(branch)).join(' or ')
  if (KindGuard.IsInteger(schema) || KindGuard.IsNumber(schema)) return `${KindGuard.IsInteger(schema) ? 'an integer' : 'a number'}${range(schema)}`
  if (KindGuard.IsString(schema)) return `a string${typeof schema.pattern === 'string' ? ` that matches ${schema.pattern}` : length(schema)}`
  if (KindGuard.IsBoolean(schema)) return 'true or false'
  if (KindGuard.IsNull(schema)) return 'null'
  if (KindGuard.IsArray(schema)) return 'a list'
  if (KindGuard.IsRecord(schema)) return 'an object'
  if (KindGuard.IsObject(schema)) return `an object with ${Object.keys(schema.properties).join(', ')}`
  return KindGuard.IsLiteral(schema) ? `"${String(schema.const)}"` : 'something else'
}

function range ({ minimum, maximum, exclusiveMinimum }: TSchema): string {
  if (exclusiveMinimum !== undefined) return ` above ${exclusiveMinimum}`
  if (minimum === undefined) return ''
  return maximum === undefined ? ` of at least ${minimum}` : ` from ${minimum} to ${maximum}`
}

function length ({ minLength, maxLength }: TSchema): string {
  if (minLength === undefined && maxLength === undefined) return ''
  return maxLength === undefined ? ` of at least ${minLength} characters` : ` of ${minLength ?? 0} to ${maxLength} characters`
}

/** What a list must be that is one, but has too few items, too many, or one twice. */
function countOf ({ minItems = 0, maxItems, uniqueItems }: TSchema): string {
  const count = maxItems === undefined ? `${minItems} items or more` : `${minItems} to ${maxItems} items`
  return ` of ${count}${uniqueItems === true ? ', none of them twice' : ''}`
}

const hint = ({ description }: TSchema): string => description === undefined ? '' : ` (${description})`

function show (value: unknown): string {
  const text = JSON.stringify(beginningOf(value, { left: MAX_SHOWN })) ?? String(value)
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 3)}…` : text
}

/** A value without what would not be shown anyway: each part of it shows as one character at least. */
function beginningOf (value: unknown, room: { left: number }): unknown {
  room.left--
  if (typeof value === 'string') return value.slice(0, MAX_SHOWN)
  if (typeof value !== 'object' || value === null) return value
  const parts: Array<[string, unknown]> = []
  for (const name in value) {
    if (room.left <= 0) break
    parts.push([name, beginningOf(Reflect.get(value, name), room)])
  }
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts)
}
