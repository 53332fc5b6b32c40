import { errorCodes } from '../codes/catalogue.ts'
import { calls } from '../client/contract.ts'

/** The words of a value that may stand in a report, by the name of the value; any other value is told by its class. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  status: ['SUCCEEDED', 'FAILED'],
  token_type: ['Bearer', 'bearer'],
  error: ['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope', 'access_denied', 'server_error']
}
const CODES: ReadonlySet<number> = new Set(errorCodes)

/** Content types that may stand in a report. */
const TYPES: ReadonlySet<string> = new Set(['application/json', 'text/html', 'text/plain', 'text/xml', 'application/xml', 'application/x-www-form-urlencoded', 'application/problem+json'])

/** Parts of a path that may stand in a report. */
const SEGMENTS: ReadonlySet<string> = new Set([
  'am', 'oauth2', 'authorize', 'access_token', 'iwws', 'iwcxf', 'MAC', 'applications', 'cvs', 'v1', 'v4', 'mobile', 'connectedcar', 'user', 'vehicles',
  'status', 'smsCode', 'virtualkey', 'remoteaccess', 'token', ...Object.values(calls).map(({ api }) => api)
])

/** A name as a recorder may hold it; one with more digits than two may be a value. */
const NAME = /^[A-Za-z_][\w.-]{0,40}$/

/** Whether a value of this name is of a closed set, and which it is; `undefined` for any other. */
export function closedValue (name: string, value: unknown): string | undefined {
  if (name === 'code' && typeof value === 'number' && CODES.has(value)) return String(value)
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined
  return typeof value === 'string' && words?.includes(value) === true ? value : undefined
}

export const shownType = (type: string): string => type === '' ? 'none' : TYPES.has(type) ? type : 'another type'

/** A path without its query, with what may be an id in it left out. */
export const pathTemplate = (path: string): string => path.split('?', 1)[0]?.split('/').map((part) => part === '' || SEGMENTS.has(part) ? part : '{…}').join('/') ?? ''

/** A name of a field as it may stand in a report. */
export const shownName = (name: string, isValue: (text: string) => boolean): string =>
  NAME.test(name) && !/\d.*\d.*\d/.test(name) && classOf(name).startsWith('text') && !isValue(name) ? name : '<key>'

/** What a value is like: nothing of it can be told from this. */
export function classOf (value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  if (typeof value !== 'string') return typeof value
  if (value === '') return 'empty'
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return 'uuid'
  if (/^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(value)) return 'jwt'
  if (/^\d+$/.test(value)) return `digits ${value.length}`
  if (/^[0-9a-f]{16,}$/i.test(value)) return `hex ${value.length}`
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return 'date-time'
  if (/^[a-z][\w+.-]*:\/\//i.test(value)) return 'url'
  return /^\+\d{6,}$/.test(value) ? 'phone' : `text ${value.length}`
}

/** What the report itself says, which a capture may say too. */
const OWN_WORDS: ReadonlySet<string> = new Set([...Object.values(WORDS).flat(), ...TYPES, ...SEGMENTS, 'location', 'retry-after', 'www-authenticate', 'string', 'number', 'boolean', 'object', 'status', 'pims-mock', 'compare', 'entries', 'DELETE', 'access_token'])

/** Whether a value of a capture is a word that a report may have, or a path of such words. */
export const isWord = (value: string): boolean => OWN_WORDS.has(value.trim()) || value.split('/').every((part) => part === '' || OWN_WORDS.has(part))
