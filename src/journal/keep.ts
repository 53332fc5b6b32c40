import { isObject } from '../lib/json.ts'

/** Characters from which on what was sent is kept in part: URLs, bodies, the headers of a request together. */
export const LARGE = 4096
/** How many parameters of a large request are kept, and how many characters of each. */
const MAX_PARAMETERS = 50
const MAX_PARAMETER = 200
/** How many headers of a request with large ones are kept, and how many characters of each name. */
const MAX_HEADERS = 128
const MAX_NAME = 64

/** What was sent to a client besides the status. */
export interface AnswerSent {
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** The headers of a request, as many as there is room for. @param length characters of all of them */
export function keepHeaders (headers: Readonly<Record<string, unknown>>, length = lengthOfHeaders(headers)): Readonly<Record<string, unknown>> {
  if (length <= LARGE) return headers
  const share = Math.floor(LARGE / Object.keys(headers).length)
  return Object.fromEntries(Object.entries(headers).slice(0, MAX_HEADERS).map(([name, value]) => [truncate(name, MAX_NAME), truncate(String(value), share)]))
}

/** An answer, with the beginning of its body. */
export const keepAnswer = ({ headers, body }: AnswerSent): AnswerSent =>
  body.length > LARGE ? { headers, body: truncate(body, LARGE) } : { headers, body }

/** The parameters of a large request. */
export function keepParameters (parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).slice(0, MAX_PARAMETERS)
    .map(([name, value]) => [name.slice(0, MAX_PARAMETER), keepValue(value)]))
}

/** The body of a large request. */
export const keepBody = (body: unknown): unknown => isObject(body) ? keepParameters(body) : keepValue(body)

function keepValue (value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return value
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length <= MAX_PARAMETER ? value : truncate(text, MAX_PARAMETER)
}

/** A text, or the beginning of it. */
export const keepText = (text: string): string => truncate(text, LARGE)

/** Characters of all headers. */
export function lengthOfHeaders (headers: Readonly<Record<string, unknown>>): number {
  let length = 0
  for (const name in headers) length += name.length + lengthOf(headers[name])
  return length
}

const lengthOf = (value: unknown): number => typeof value === 'string' ? value.length : String(value).length

/** The beginning of a text: a copy, as a slice would keep the whole text in memory. */
function truncate (text: string, length: number): string {
  return text.length <= length ? text : `${Buffer.from(text.slice(0, length)).toString()}… (${text.length} characters)`
}

/** Whether a text is the beginning of a longer one. */
export const isTruncated = (text: string): boolean => /… \(\d+ characters\)$/.test(text)
