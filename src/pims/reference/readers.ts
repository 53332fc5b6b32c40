import type { TSchema } from '@sinclair/typebox'
import { Value, ValueErrorType } from '@sinclair/typebox/value'
import { explain } from '../../lib/explain.ts'
import { booleanOf, Misread, type Parameter, type ParameterSpecs } from '../language/parameter.ts'
import { exampleOfValue } from './examples.ts'
import type { ReferenceOperation, ReferenceValue } from './reference.ts'
import { isList, itemType, schemaOf } from './value-schema.ts'

/** The parameters of an operation but its selector, each read by the type that the vendor documents. */
export const readersOf = ({ parameters, selector }: Pick<ReferenceOperation, 'parameters' | 'selector'>): ParameterSpecs =>
  Object.fromEntries(parameters.filter(({ name }) => name !== selector?.parameter).map((value) => [value.name, readerOf(value)]))

/** Reads a value by its type; a query string, where everything is text, can spell all of them but objects. */
export function readerOf (value: ReferenceValue): Parameter {
  const schema = { ...schemaOf(value), examples: [exampleOfValue(value)] }
  return {
    schema,
    required: value.required === true,
    isList: isList(value),
    wanted: `a value of type ${value.type}`,
    read (sent, { isQuery }) {
      const given = isQuery ? ofText(value, sent) : sent
      const [error] = Value.Errors(schema, given)
      if (error === undefined) return given
      const path = [value.name, ...error.path.split('/').slice(1)].join('.')
      throw new Misread(path, explainAt(schema, given, value.name), error.type === ValueErrorType.ObjectRequiredProperty)
    }
  }
}

/** What is wrong with a value, the name of the parameter before the place in it. */
function explainAt (schema: TSchema, given: unknown, name: string): string {
  const sentence = explain(schema, given, '', false)
  return sentence.startsWith(' ') ? `${name}${sentence}` : `${name}.${sentence}`
}

/** A value of a query string in its type; what does not look like it stays text. */
function ofText (value: ReferenceValue, sent: unknown): unknown {
  if (!isList(value)) return itemOfText(value, sent)
  const items: readonly unknown[] = Array.isArray(sent) ? sent : listOfText(sent)
  return items.map((item) => itemOfText(value, item))
}

/** A list in a query string is the same name several times, or JSON. */
function listOfText (sent: unknown): readonly unknown[] {
  if (typeof sent !== 'string' || !sent.startsWith('[')) return [sent]
  try {
    const list: unknown = JSON.parse(sent)
    return Array.isArray(list) ? list : [sent]
  } catch {
    return [sent]
  }
}

function itemOfText (value: ReferenceValue, sent: unknown): unknown {
  switch (itemType(value)) {
    case 'Boolean': return booleanOf(sent) ?? sent
    case 'Integer':
    case 'Number':
    case 'Double': return typeof sent === 'string' && /^-?\d+(\.\d+)?$/.test(sent) ? Number(sent) : sent
    default: return sent
  }
}
