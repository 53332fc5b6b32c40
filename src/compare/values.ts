import { isObject, type Json } from '../lib/json.ts'
import { parsedText } from './har-value.ts'

/** Shorter values are words such as `code` and `200`, which would be found in any text. */
const MIN_LENGTH = 6

/**
 * Every text of a piece of a capture that may be a value: whatever recorder wrote it wherever, decoded where it is packed in
 * another. Names are not: a report has those.
 */
export function valuesOf (piece: unknown): Set<string> {
  const values = new Set<string>()
  const waiting: unknown[] = [piece]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'object' && value !== null) {
      for (const field of isPair(value) && PLAIN.test(value.name) ? [value.value] : Object.values(value) as unknown[]) waiting.push(field)
      if (isObject(value) && value.encoding === 'base64') waiting.push(decodedText(value))
    } else if (typeof value === 'number' && String(value).length >= MIN_LENGTH) values.add(String(value))
    else if (typeof value === 'string' && value.length >= MIN_LENGTH && !values.has(value)) {
      values.add(value)
      waiting.push(...within(value))
    }
  }
  return values
}

const PLAIN = /^[A-Za-z][\w.-]{0,40}$/
/** A header, a parameter or a cookie, as HAR has it. */
const isPair = (value: object): value is { name: string, value: unknown } => typeof (value as { name?: unknown }).name === 'string' && 'value' in value

const decodedText = ({ text }: Json): string => typeof text === 'string' ? Buffer.from(text, 'base64').toString() : ''

/** What is packed in a text: the fields of JSON, of a query or a form, of XML; base64. */
function within (text: string): unknown[] {
  const json = /^\s*[[{]/.test(text) ? parsedText(text) : undefined
  if (json !== undefined) return [json]
  const parts: unknown[] = []
  if (text.includes('=')) parts.push(...new URLSearchParams(text.replace(/^[^?]*\?/s, '')).values(), ...text.split(/[;,\n]\s*/).map((pair) => pair.replace(/^[^=]*=/, '')))
  if (text.includes('<')) parts.push(...[...text.matchAll(/>([^<]+)</g)].map(([, inner]) => inner), ...[...text.matchAll(/=\s*["']([^"']+)/g)].map(([, inner]) => inner))
  if (/[\s/:]/.test(text)) parts.push(...text.split(/[\s/:?]+/).filter((part) => /\d/.test(part) || part.length > 20))
  const packed = /^(?:Basic )?([A-Za-z0-9+/_-]{8,}={0,2})$/.exec(text)?.[1] ?? ''
  const decoded = packed === '' ? '' : Buffer.from(packed, 'base64').toString()
  if (decoded.length >= MIN_LENGTH && /^[\x20-\x7e\s]+$/.test(decoded)) parts.push(decoded, ...decoded.split(':'))
  if (/^eyJ/.test(text)) parts.push(...text.split('.'))
  return parts
}

/** Finds which of a few texts hold a value, whatever the number of values: most are told apart by how they begin. */
export class ValueSearch {
  readonly #textsByStart = new Map<string, Set<string>>()
  /** The texts that hold a value that was looked for. */
  readonly holding = new Set<string>()
  /** How many values were looked for. */
  looked = 0

  constructor (texts: Iterable<string>) {
    for (const text of texts) {
      for (let index = 0; index + MIN_LENGTH <= text.length; index++) {
        const start = text.slice(index, index + MIN_LENGTH)
        this.#textsByStart.set(start, (this.#textsByStart.get(start) ?? new Set()).add(text))
      }
    }
  }

  look (values: Iterable<string>): void {
    for (const value of values) {
      this.looked++
      for (const text of this.#textsByStart.get(value.slice(0, MIN_LENGTH)) ?? []) if (text.includes(value)) this.holding.add(text)
    }
  }
}
