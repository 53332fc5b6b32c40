import { tryParse } from '../lib/json.ts'

/** Shorter values are words such as `code` and `200`, which would be found in any text. */
const MIN_LENGTH = 6

/**
 * Every text of a capture that may be a value: whatever recorder wrote it wherever, decoded where it is packed in another.
 * Names are not: a report has those.
 */
export function valuesOf (har: unknown): Set<string> {
  const values = new Set<string>()
  const waiting: unknown[] = [har]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'object' && value !== null) {
      for (const field of isPair(value) && PLAIN.test(value.name) ? [value.value] : Object.values(value) as unknown[]) waiting.push(field)
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

/** What is packed in a text: the fields of JSON, of a query or a form, of XML; base64. */
function within (text: string): unknown[] {
  const json = /^\s*[[{]/.test(text) ? tryParse(text) : undefined
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

/** Which values of a capture a text has in it; a report with any is not written. */
export const leaksOf = (report: string, values: ReadonlySet<string>, isWord: (value: string) => boolean): string[] =>
  [...values].filter((value) => report.includes(value) && !isWord(value))
