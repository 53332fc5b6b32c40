import { isObject } from '../lib/json.ts'

/** How many parameters are kept, and how many characters of each. */
const MAX_PARAMETERS = 50
const MAX_LENGTH = 200

/** Truncates the parameters of a large request to what the journal keeps. */
export function truncateParameters (parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).slice(0, MAX_PARAMETERS)
    .map(([name, value]) => [name.slice(0, MAX_LENGTH), truncateValue(value)]))
}

/** Truncates the body of a large request to what the journal keeps. */
export const truncateBody = (body: unknown): unknown => isObject(body) ? truncateParameters(body) : truncateValue(body)

function truncateValue (value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return value
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text.length <= MAX_LENGTH) return value
  const beginning = Buffer.from(text.slice(0, MAX_LENGTH)).toString() // a copy: a slice would keep the whole text in memory
  return `${beginning}… (${text.length} characters)`
}
