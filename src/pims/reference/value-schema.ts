import { type TProperties, type TSchema, Type } from '@sinclair/typebox'
import { literals } from '../../lib/literals.ts'
import type { ReferenceValue } from './reference.ts'

/** Characters that a text may have. */
const MAX_TEXT = 4096
/** Values that a list may have. */
const MAX_ITEMS = 1000

type Scalar = string | number | boolean

/** Whether an example is of one value: that of a list may be a list, or text like one. */
const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value) && !String(value).startsWith('[')

/**
 * The values that there are, each without what it means: `remove` of `remove: remove enrollment`. The example counts as one,
 * since the vendor's lists leave some out; where there is no list, a unit that is the example is the only one.
 */
export function allowedValues ({ values, example, unit }: Pick<ReferenceValue, 'values' | 'example' | 'unit'>): readonly Scalar[] | undefined {
  if (values === undefined) return unit !== undefined && unit === example ? [unit] : undefined
  const words = values.map((value) => typeof value === 'string' ? value.replace(/ *:.*/s, '') : value)
  return [...new Set(isScalar(example) ? [...words, example] : words)]
}

const withExample = (value: Scalar | undefined) => value === undefined ? {} : { examples: [value] }

/** The schema of one value, of a list or not. */
function itemSchema (value: ReferenceValue, kind: string): TSchema {
  const words = allowedValues(value)
  const example = isScalar(value.example) ? value.example : undefined
  switch (kind) {
    case 'Object': return value.fields === undefined ? Type.Record(Type.String(), Type.Unknown()) : Type.Object(propertiesOf(value.fields))
    case 'Boolean': return words?.some((word) => typeof word === 'number') === true ? oneOfWords(words, example) : Type.Boolean(withExample(example === undefined ? undefined : String(example) === 'true'))
    case 'Integer': return words === undefined ? Type.Integer(withExample(numberOf(example))) : oneOfWords(words.map(Number), example)
    case 'Number':
    case 'Double': return words === undefined ? Type.Number(withExample(numberOf(example))) : oneOfWords(words.map(Number), example)
    default: return words === undefined ? Type.String({ maxLength: MAX_TEXT, ...withExample(example === undefined ? undefined : String(example)) }) : oneOfWords(words.map(String), example)
  }
}

const numberOf = (example: Scalar | undefined): number | undefined => example === undefined || Number.isNaN(Number(example)) ? undefined : Number(example)

const oneOfWords = (words: readonly Scalar[], example: Scalar | undefined): TSchema =>
  literals(words.map((word) => typeof word === 'boolean' ? String(word) : word), withExample(words.find((word) => String(word) === String(example)) ?? words[0]))

/** What the values of a list are, or of an enumeration. */
const KINDS: Partial<Record<ReferenceValue['type'], string>> = {
  'Enum of Strings': 'String',
  'Enum of Numbers': 'Number',
  'Array of Strings': 'String',
  'Array of Numbers': 'Number',
  'Array of Objects': 'Object'
}

/** Whether a value is a list. */
export const isList = ({ type }: Pick<ReferenceValue, 'type'>): boolean => type.startsWith('Array')

/** What a value is, or each value of a list: `String`, `Boolean`, `Integer`, `Number`, `Double` or `Object`. */
export const itemType = ({ type }: Pick<ReferenceValue, 'type'>): string => KINDS[type] ?? type

/** The JSON Schema of a value that the vendor documents. */
export function schemaOf (value: ReferenceValue): TSchema {
  const item = itemSchema(value, itemType(value))
  return isList(value) ? Type.Array(item, { maxItems: MAX_ITEMS, ...Array.isArray(value.example) && { examples: [value.example] } }) : item
}

/** The properties of an object that the vendor documents; optional is what is not said to be required. */
export const propertiesOf = (values: readonly ReferenceValue[]): TProperties =>
  Object.fromEntries(values.map((value) => [value.name, value.required === true ? schemaOf(value) : Type.Optional(schemaOf(value))]))
