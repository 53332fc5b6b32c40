import { isObject, type Json } from '../lib/json.ts'
import { parsedText } from './har-value.ts'

/** Shorter values are words such as `code` and `200`, which would be found in any text. */
const MIN_LENGTH = 6
/** How often a text is looked for in another one that was found in one: a page of many equals signs would be cut at each of them. */
const MAX_NESTING = 6

/**
 * Every text of a piece of a capture that may be a value, wherever its recorder wrote it, and decoded where it is packed in
 * another text. Names are none: a report has those.
 */
export function valuesOf (piece: unknown): Set<string> {
  const values = new Set<string>()
  const waiting: Array<{ value: unknown, nesting: number }> = [{ value: piece, nesting: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, nesting } = next
    if (typeof value === 'object' && value !== null) {
      for (const field of isPair(value) && PLAIN.test(value.name) ? [value.value] : Object.values(value) as unknown[]) waiting.push({ value: field, nesting })
      if (isObject(value) && value.encoding === 'base64') waiting.push({ value: decodedText(value), nesting })
    } else if (typeof value === 'number' && String(value).length >= MIN_LENGTH) values.add(String(value))
    else if (typeof value === 'string' && value.length >= MIN_LENGTH && !values.has(value)) {
      values.add(value)
      if (nesting < MAX_NESTING) for (const part of within(value)) waiting.push({ value: part, nesting: nesting + 1 })
    }
  }
  return values
}

const PLAIN = /^[A-Za-z][\w.-]{0,40}$/
/** A header, a parameter or a cookie, as HAR has it. */
const isPair = (value: object): value is { name: string, value: unknown } => typeof (value as { name?: unknown }).name === 'string' && 'value' in value

const decodedText = ({ text }: Json): string => typeof text === 'string' ? Buffer.from(text, 'base64').toString() : ''

/** What is packed in a text: the fields of JSON, of a query or a form, of XML; base64. There may be more than one call takes as arguments. */
function * within (text: string): Iterable<unknown> {
  const json = /^\s*[[{]/.test(text) ? parsedText(text) : undefined
  if (json !== undefined) {
    yield json
    return
  }
  if (text.includes('=')) {
    yield * new URLSearchParams(text.replace(/^[^?]*\?/s, '')).values()
    for (const pair of text.split(/[;,&\n]\s*/)) yield pair.replace(/^[^=]*=/, '')
    for (const [, value] of text.matchAll(/=([^\s=;,&]+)/g)) yield value
  }
  if (text.includes('<')) for (const pattern of [/>([^<]+)</g, /=\s*["']([^"']+)/g]) for (const [, inner] of text.matchAll(pattern)) yield inner
  if (/[\s/:]/.test(text)) yield * text.split(/[\s/:?]+/).filter((part) => /\d/.test(part) || part.length > 20)
  const packed = /^(?:Basic )?([A-Za-z0-9+/_-]{8,}={0,2})$/.exec(text)?.[1] ?? ''
  const decoded = packed === '' ? '' : Buffer.from(packed, 'base64').toString()
  if (decoded.length >= MIN_LENGTH && /^[\x20-\x7e\s]+$/.test(decoded)) yield * [decoded, ...decoded.split(':')]
  if (/^eyJ/.test(text)) yield * text.split('.')
}

/** Finds which of a few texts hold a value, whatever the number of values: most are told apart by how they begin. */
export class ValueSearch {
  readonly #textsByStart = new Map<string, Set<string>>()
  /** The texts that hold a value that was looked for. */
  readonly holding = new Set<string>()

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
      for (const text of this.#textsByStart.get(value.slice(0, MIN_LENGTH)) ?? []) if (text.includes(value)) this.holding.add(text)
    }
  }
}
