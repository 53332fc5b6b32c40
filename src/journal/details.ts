/** Characters of headers, and of the body of an answer, that are kept. */
const MAX_LENGTH = 4096

/** What was sent to a client besides the status. */
export interface AnswerSent {
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** The headers of a request, as many as there is room for. @param length characters of all of them */
export function keepHeaders (headers: Readonly<Record<string, unknown>>, length = lengthOfHeaders(headers)): Readonly<Record<string, unknown>> {
  if (length <= MAX_LENGTH) return headers
  const share = Math.floor(MAX_LENGTH / Object.keys(headers).length)
  return Object.fromEntries(Object.entries(headers).slice(0, MAX_LENGTH / 32).map(([name, value]) => [truncate(name, 64), truncate(String(value), share)]))
}

/** An answer, with the beginning of its body. */
export const keepAnswer = ({ headers, body }: AnswerSent): AnswerSent =>
  body.length > MAX_LENGTH ? { headers, body: truncate(body, MAX_LENGTH) } : { headers, body }

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
