import { errorCodes } from '../codes/catalogue.ts'
import { calls } from '../client/contract.ts'
import type { Name, Tell, Value } from './wording.ts'

/** The words of a value that may stand in a report, by the name of the value; any other value is told by its class. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  status: ['SUCCEEDED', 'FAILED'],
  token_type: ['Bearer', 'bearer'],
  // docs/reference/device-protocol.md#7-error-strings
  err: ['OK', ...['CODE', 'SN', 'ACCESS', 'VERSION', 'SAT', 'NOK_BLOCKED', 'STATE', 'NODEVICE', 'NOCA', 'NOSRV', 'PINREUSED', 'SYNCHROFAILED', 'FORBIDDEN', 'PINREFUSED', 'TIMEOUT', 'URL', 'MAXNBTOOLS', 'BIOKEY', 'NOPUSH', 'ERR1'].map((name) => `NOK:${name}`), 'OK:BLOCKED'],
  error: ['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope', 'access_denied', 'server_error']
}
const CODES: ReadonlySet<number> = new Set(errorCodes)

/** Content types that may stand in a report. */
const TYPES: ReadonlySet<string> = new Set(['application/json', 'text/html', 'text/plain', 'text/event-stream', 'text/xml', 'application/xml', 'application/x-www-form-urlencoded', 'application/problem+json'])

/** Parts of a path that may stand in a report. */
const SEGMENTS: ReadonlySet<string> = new Set([
  'am', 'oauth2', 'authorize', 'access_token', 'iwws', 'iwcxf', 'MAC', 'applications', 'cvs', 'v1', 'v4', 'mobile', 'connectedcar', 'user', 'vehicles',
  'status', 'smsCode', 'virtualkey', 'remoteaccess', 'token', ...Object.values(calls).map(({ api }) => api)
])

/** What a call of the device protocol is, which its path does not say. */
const DEVICE_WORDS: ReadonlySet<string> = new Set(['ActionSetup', 'ActionFinalize', 'activate', 'ms', 'otp', 'synchro', 'password', 'reset'])

const METHOD = /^(GET|POST|PUT|PATCH|DELETE|HEAD)$/
const NAME = /^[A-Za-z_][\w.-]{0,40}$/

/** Whether a value of this name is of a closed set, and which it is; `undefined` for any other. */
function closedValue (name: string, value: unknown): string | undefined {
  if (name === 'code' && typeof value === 'number' && CODES.has(value)) return String(value)
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined
  return typeof value === 'string' && words?.includes(value) === true ? value : undefined
}

export const isClosed = (name: string, value: unknown): boolean => closedValue(name, value) !== undefined

/** A value by its class, or by itself where it is of a closed set. */
export const toldValue = (value: unknown, name = ''): Value => ({ kind: 'value', value, published: closedValue(name, value) ?? classOf(value) })

export const toldName = (name: string, isOfMock: boolean): Name => ({ kind: 'name', name, isOfMock })

export const toldType = (type: string): Value => ({ kind: 'value', value: type, published: type === '' ? 'none' : TYPES.has(type) ? type : 'another type' })

/** What a redirect opens: a page, or the app. */
const SCHEMES = /^(http|mymap)$/

export const toldScheme = (scheme: string): Value => ({ kind: 'value', value: scheme, published: SCHEMES.test(scheme) ? scheme : 'another scheme' })

export const toldMethod = (method: string): Value => ({ kind: 'value', value: method, published: METHOD.test(method) ? method : 'another method' })

/** The path of a call: without its query, but for what a device asks, and with what may be an id in it left out. */
export const toldPath = (path: string): Value => ({ kind: 'value', value: path, published: pathTemplate(path) })

const pathTemplate = (path: string): string => {
  const [before = '', query] = path.split(/\?(.*)/s, 2)
  const words = before.endsWith('/MAC') ? ['action', 'mode'].map((name) => new URLSearchParams(query).get(name) ?? '').filter((word) => DEVICE_WORDS.has(word)) : []
  return [before.split('/').map((part) => part === '' || SEGMENTS.has(part) ? part : '{…}').join('/'), ...words].join(' ')
}

/**
 * Tells names and classes, never a value.
 *
 * @param hidden names of the capture that hold a value of it
 */
export const publicly = (hidden: ReadonlySet<string>): Tell => (taken) => {
  if (taken.kind === 'value') return taken.published
  return isPlainName(taken.name) && (taken.isOfMock || !hidden.has(taken.name)) ? taken.name : '<key>'
}

/** More of a value than this is left out, also where values are told. */
const LONGEST_VALUE = 200

/** Tells everything: for the eyes of who has the capture. */
export const locally: Tell = (taken) => {
  if (taken.kind === 'name') return taken.name
  const text = typeof taken.value === 'string' ? taken.value : JSON.stringify(taken.value) ?? 'undefined'
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}

/** Whether a name is one as a program gives it; one with more digits than two, or that looks like a value, may be one. */
export const isPlainName = (name: string): boolean => NAME.test(name) && !/\d.*\d.*\d/.test(name) && classOf(name).startsWith('text')

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
