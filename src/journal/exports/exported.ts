import { isObject } from '../../lib/json.ts'
import { isJsonType } from '../../lib/json-type.ts'
import { isTruncated } from '../keep.ts'
import type { EntryDetails } from '../../wire/request.ts'

/** What an export is made of. */
export interface Exported {
  /** Version of the server. */
  readonly version: string
  /** URL of the sandbox, as the requester addresses it, without a slash at its end. */
  readonly url: string
  /** The oldest first. */
  readonly entries: readonly EntryDetails[]
  /** Whether the entries show their secrets. */
  readonly secrets: boolean
}

/** A value of a header as text. */
export const headerText = (value: unknown): string => Array.isArray(value) ? value.join(', ') : String(value)

type Request = NonNullable<EntryDetails['request']>

/** An entry that HTTP carried: only such a one can be a line of curl, or an entry of a HAR. */
export type HttpDetails = EntryDetails & { readonly request: Request }

export const isOfHttp = (entry: EntryDetails): entry is HttpDetails => entry.request !== null

/** Bytes of the body that was sent; `undefined` where the request did not say. */
export const sentLength = ({ headers }: Request): number | undefined =>
  headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : undefined

/** The body of a request as text of the type that its headers say; `undefined` where there was none, or it is not kept, as what no parser took. */
export function bodyText (request: Request): string | undefined {
  const { body } = request
  if (sentLength(request) === 0 || body === null) return undefined
  if (typeof body === 'string') return body
  return formPairs(request)?.toString() ?? JSON.stringify(body)
}

/** Whether a request had a body that is not kept. */
export const isBodyLost = (request: Request): boolean => sentLength(request) !== 0 && request.body === null

/** The fields of a form; `undefined` where the body is none. */
export function formPairs (request: Request): URLSearchParams | undefined {
  const { headers, body } = request
  if (sentLength(request) === 0 || !isObject(body) || isJsonType(headers['content-type'])) return undefined
  return new URLSearchParams(Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]))
}

/** Whether the journal has kept a body in part. */
export const isKeptInPart = (body: unknown): boolean =>
  isObject(body) || Array.isArray(body) ? Object.values(body).some(isKeptInPart) : typeof body === 'string' && isTruncated(body)
