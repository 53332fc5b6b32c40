import { Value } from '@sinclair/typebox/value'
import { isObject, tryParse } from '../lib/json.ts'
import { isJsonType } from '../lib/json-type.ts'
import { EffectSchema } from '../effects/index.ts'
import { MASK } from '../words/mask.ts'

/** Names of secrets on any face: PINs, codes, tokens, passwords, and inWebo's keys and proofs. */
const SECRET = /pin|code|token|pass[-_. ]?(word|wd|phrase)|^pass$|pwd|secret|otp|authorization|verifier|assertion|^(r[0-2]|kma|kfact|kiw|k[01]|dk1|mac|serial|ms_?val\d*)$/i
/** Names that match but are not secret. */
const HARMLESS = /^(response_type|grant_type|token_type|codetype|code_challenge_method|pinmode|qr_code_date)$/i
/** Names whose numbers are no secret on any face: who calls, what for, from which version. */
const PUBLIC = /^(id|sid|alias|client_id|type|action|mode|version|lastsync|keytype|ms_n|ms_id\d*|phone_?number|to|vin|brand|country|culture|state|nonce)$/i
/** A value that may be a code when its name is unknown. */
const LIKE_A_CODE = /^\d{4,9}$/
/** A token of the mock: a UUID, that of a remote access token with its sandbox before it. */
export const TOKEN_FORM = '(rt~[\\w.-]{1,64}~)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** A value that may be one. */
const LIKE_A_TOKEN = new RegExp(`^${TOKEN_FORM}$`)
/** Names of headers that are secrets besides: what other services are signed in to with. */
const SECRET_HEADER = /cookie|session|signature|credential|csrf|xsrf|client-cert|^authentication$|(^|-)(api|access|private|subscription)-?key$/i
/** Headers that hold an address. */
const ADDRESS_HEADER = /^(location|referer|x-original-ur[il]|x-rewrite-url|x-forwarded-uri)$/i

/** Whether a value of this name is shown even if it looks like a code. */
export const isPublic = (name: string): boolean => PUBLIC.test(name)

/**
 * Parameters with their secrets masked.
 *
 * @param isKnown whether the operation knows a parameter; a typing error may hide a secret, so an unknown one is masked when it looks like a code
 */
export function maskParameters (parameters: Readonly<Record<string, unknown>>, isKnown: (name: string) => boolean = isPublic): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, isSecret(name, value, isKnown) ? MASK : maskWithin(value)]))
}

/** What is nested in a parameter that is none itself, such as the credential of `pims.initialize`. */
function maskWithin (value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskWithin)
  return isObject(value) ? maskParameters(value, () => true) : value
}

/** A document of XML, such as `<?xml version="1.0"?><a>` or `<soap:Envelope>`. */
const DOCUMENT = /^\ufeff?\s*<[?!\w]/
/** What a document is made of: a comment, an instruction, a tag with its attributes, or a text. */
const PIECE = /<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)|<(?:[^<>"']|"[^"]*(?:"|$)|'[^']*(?:'|$))*>?|[^<]+/gs
/** The beginning of a tag, under whatever prefix. */
const TAG = /^<(\/?)(?:[\w.-]{1,40}:)?([\w.-]{1,40})/
const ATTRIBUTE = /([\w.-]{1,40})(\s*=\s*)("[^"]*"?|'[^']*'?)/g

/** A request in XML with its secrets masked, also in attributes and below an element, and what may be one under a name that its operation does not know. */
function maskDocument (text: string, isKnown: (name: string) => boolean): string {
  /** The elements around a piece, the innermost last, and whether one of them is secret. */
  const around: Array<{ readonly name: string, readonly isSecret: boolean }> = []
  return text.replace(/<!\[CDATA\[.*?(?:\]\]>|$)/gs, MASK).replace(PIECE, (piece) => {
    if (piece.startsWith('<!--')) return `<!--${MASK}-->`
    const element = around.at(-1)
    if (!piece.startsWith('<')) return piece.trim() !== '' && element !== undefined && (element.isSecret || isSecret(element.name, piece.trim(), isKnown)) ? MASK : piece
    const [, closing, name] = TAG.exec(piece) ?? []
    if (name === undefined) return piece
    if (closing === '/') around.pop()
    else if (!piece.endsWith('/>')) around.push({ name, isSecret: element?.isSecret === true || isSecretName(name) })
    return piece.replace(ATTRIBUTE, (attribute, key: string, equals: string) => isSecretName(key) ? `${key}${equals}"${MASK}"` : attribute)
  })
}

/** The body of a request with its secrets masked: parameters, a list of them, a document, or what has no name and may be anything. */
export function maskRequestBody (body: unknown, isKnown: (name: string) => boolean = isPublic): unknown {
  if (typeof body === 'string' && DOCUMENT.test(body)) return maskDocument(body, isKnown)
  if (Array.isArray(body)) return body.map((item) => maskRequestBody(item, isKnown))
  if (isObject(body)) return maskParameters(body, isKnown)
  return typeof body === 'string' || typeof body === 'number' ? MASK : body ?? null
}

function isSecret (name: string, value: unknown, isKnown: (name: string) => boolean): boolean {
  if (isSecretName(name)) return !isPlain(value)
  if (isKnown(name)) return false
  return typeof value === 'object' ? value !== null : LIKE_A_CODE.test(String(value))
}

const isSecretName = (name: string): boolean => SECRET.test(name) && !HARMLESS.test(name)

/** What says no more than whether something is there. */
const isPlain = (value: unknown): boolean => value === null || typeof value === 'boolean'

/** A secret as it may be shown: whether it is there. */
export const maskSecret = (value: unknown): string | null => value === undefined ? null : MASK

/** The query of a URL with its secrets masked; left as it is where it has none. */
export function maskQuery (query: string, isKnown: (name: string) => boolean = isPublic): string {
  const sent = [...new URLSearchParams(query)]
  const masked = sent.map(([name, value]): [string, string] => {
    if (value === '' && LIKE_A_CODE.test(name)) return [MASK, value]
    return [name, isSecret(name, value, isKnown) ? MASK : value]
  })
  if (masked.every(([name, value], index) => name === sent[index]?.[0] && value === sent[index][1])) return query
  return masked.map((pair) => pair.map((part) => part === MASK ? MASK : encodeURIComponent(part)).join('=')).join('&')
}

/** The path of a URL that no route takes: a part that looks like a code or a token may be one. */
export const maskPath = (path: string): string => path.split('/').map((part) => LIKE_A_CODE.test(part) || LIKE_A_TOKEN.test(part) ? MASK : part).join('/')

/** Headers with their secrets masked. */
export const maskHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, maskHeader(name, value)]))

function maskHeader (name: string, value: unknown): unknown {
  if (name === 'x-fault') return maskFaultHeader(String(value))
  if (SECRET.test(name) || SECRET_HEADER.test(name)) return MASK
  if (!ADDRESS_HEADER.test(name)) return value
  const [address = '', query] = String(value).split('?', 2)
  return query === undefined ? address : `${address}?${maskQuery(query)}`
}

/** What `X-Fault` asks for; whatever else somebody put there may be a secret. */
function maskFaultHeader (header: string): string {
  if (/^\s*\d{4}\s*$/.test(header)) return header
  const effect = tryParse(header)
  if (!Value.Check(EffectSchema, effect)) return MASK
  return 'http' in effect ? JSON.stringify(maskEffect(effect)) : header
}

/** The effect of a fault, with the secrets of the answer that it gives masked. */
export function maskEffect (effect: unknown): unknown {
  if (!isObject(effect) || !isObject(effect.http)) return effect
  const { headers, body, ...http } = effect.http
  return { ...effect, http: { ...http, ...isObject(headers) && { headers: maskHeaders(headers) }, ...body !== undefined && { body: maskValue(body) } } }
}

/** The code of an error, in an answer: no code that was sent to anybody. */
const ERROR_CODE = /^(code|subCode|httpCode|statusCode)$/

/** The body of an answer with its secrets masked: JSON, or text. */
export function maskBody (text: string, contentType: string): unknown {
  if (/xml/i.test(contentType)) return text.replace(/<(\w{1,40})>[^<]+/g, (element, name: string) => isSecretName(name) || name === 'defi' ? `<${name}>${MASK}` : element)
  if (!isJsonType(contentType)) return text
  const value = tryParse(text)
  return value === undefined ? `(JSON of ${text.length} characters or more, which is not kept)` : maskValue(value) // what is cut cannot be told from its secrets
}

function maskValue (value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskValue)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) =>
    [name, isSecretName(name) && !isPlain(field) && !ERROR_CODE.test(name) ? MASK : maskValue(field)]))
}
