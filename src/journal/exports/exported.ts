import { isObject } from '../../lib/json.ts'
import type { EntryDetails } from '../../wire/request.ts'

/** What an export is made of. */
export interface Exported {
  /** Version of the server. */
  readonly version: string
  /** URL of the sandbox, as whoever asks reaches it, without a slash at its end. */
  readonly url: string
  /** The oldest first. */
  readonly entries: readonly EntryDetails[]
  /** Whether the entries show their secrets. */
  readonly secrets: boolean
}

/** A value of a header as text. */
export const headerText = (value: unknown): string => Array.isArray(value) ? value.join(', ') : String(value)

/** The body of a request as text of the type that its headers say; `undefined` where there was none. What no parser took is not kept. */
export function bodyText ({ headers, body }: EntryDetails['request']): string | undefined {
  const isEmpty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
  if (isEmpty) return undefined
  if (body === null) return '(not kept)'
  if (typeof body === 'string') return body
  const isForm = isObject(body) && !String(headers['content-type']).includes('json')
  return isForm ? new URLSearchParams(Object.entries(body).map(([name, value]): [string, string] => [name, String(value)])).toString() : JSON.stringify(body)
}

/** What came of a request, in short: `400 2102`, `SUCCEEDED`, `no answer`. */
export const outcomeText = ({ status, httpStatus, code }: Pick<EntryDetails, 'status' | 'httpStatus' | 'code'>): string =>
  [httpStatus ?? 'no answer', code ?? status].filter((part) => part !== null).join(' ')
