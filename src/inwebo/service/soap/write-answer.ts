import type { ServiceAnswer } from '../dispatch.ts'
import type { FieldType, Output } from '../operation.ts'
import { element } from '../xml.ts'
import { envelope } from './fault.ts'
import type { Offered } from './services.ts'

/**
 * An answer in an envelope: elements without a prefix, in the order of the WSDL, nothing besides.
 *
 * @param asked the name of the request as it was sent, which that of the response begins with
 */
export function writeAnswer ({ operation }: Offered, { err, output }: ServiceAnswer, { namespace, asked }: { readonly namespace: string, readonly asked: string }): string {
  const { name, result } = operation
  const content = result === 'text'
    ? element(`${name}Return`, err === 'OK' ? String(output.text ?? 'OK') : err)
    : `<${name}Return>${writeFields(result.fields, { ...output, err })}</${name}Return>`
  return envelope(`<${asked}Response xmlns="${namespace}">${content}</${asked}Response>`)
}

const writeFields = (fields: Readonly<Record<string, FieldType>>, values: Output): string =>
  Object.entries(fields).map(([name, type]) => writeField(name, type, values[name] ?? null)).join('')

/** A list is an element for each item, never nil: of an empty list there is none. */
function writeField (name: string, type: FieldType, value: Output[string]): string {
  if (typeof value === 'object' && value !== null) return value.map((item) => element(name, String(item))).join('')
  if (type.endsWith('[]')) return ''
  if (value === null) return type === 'long' ? element(name, '0') : `<${name} xsi:nil="true"/>`
  return element(name, type === 'dateTime' ? `${new Date(Number(value)).toISOString().slice(0, 19)}Z` : String(value))
}
