import { isObject } from '../lib/json.ts'
import { decodePart } from '../lib/url/decode-part.ts'
import { withQuery } from '../lib/url/path-of.ts'
import type { KnownSecrets } from '../sandbox/known-secrets.ts'
import type { EntryDetails, EntryView } from '../wire/request.ts'
import { MASK } from '../words/mask.ts'
import { TOKEN_FORM } from './mask.ts'

/** A text of fewer characters holds no secret: the shortest is a code or a PIN. */
const SHORTEST = 4
/** A text of the form that bearer tokens have (RFC 6750, section 2.1). */
const WORD = /[\w.~+/-]{8,}=*/g
const TOKEN = new RegExp(TOKEN_FORM, 'g')
/** What may be a code or a PIN; the digits of a time in ISO 8601 are none. */
const DIGITS = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z|(?<!\d)\d{4,9}(?!\d)/g

/** What may be a password in a text: whatever stands between spaces and what divides a text, without the full stop after it. */
const PIECE = /[^\s"'<>(),;:/=&]{5,}[^\s"'<>(),;:/=&.]/g

/** A text that is one word, as most are, with no code, PIN or id of a token within. */
const PLAIN = /^(?!.*\d{4})[\w-]+(?:\.[\w-]+)*$/
/** Characters from which on a word may have a token within. */
const TOKEN_LENGTH = 36

type Mask = (text: string) => string

/** Makes what masks the secrets that a sandbox knows, by their values, wherever they stand in a text. */
const maskOf = (known: KnownSecrets): Mask => {
  const word = (found: string) => known.hasWord(found) ? MASK : found
  const digits = (found: string) => found.length <= 9 && known.hasDigits(found) ? MASK : found
  const password = (found: string) => known.hasPassword(found) ? MASK : found
  const isPlain = (text: string) => text.length < TOKEN_LENGTH && PLAIN.test(text)
  const masked = (text: string) => password(text).replace(PIECE, password).replace(WORD, word).replace(TOKEN, word).replace(DIGITS, digits)
  return (text) => text.length < SHORTEST ? text : isPlain(text) ? word(password(text)) : masked(text)
}

/** Masks the secrets that a sandbox knows in what an entry shows, under whatever name they were sent. */
export function maskKnown<View extends EntryView> (view: View, known: KnownSecrets): View {
  const mask = maskOf(known)
  const orNull = (text: string | null) => text === null ? null : mask(text)
  return {
    ...view,
    path: view.path === null ? null : maskPathWith(view.path, mask),
    query: view.query === null ? null : maskQueryWith(view.query, mask),
    userAgent: orNull(view.userAgent),
    device: orNull(view.device),
    parameters: view.parameters && maskWithin(view.parameters, mask),
    violations: view.violations.map(mask),
    fault: view.fault && { ...view.fault, effect: maskTexts(view.fault.effect, mask) },
    reason: orNull(view.reason)
  }
}

/** The same of what went over the wire. */
export function maskKnownDetails (details: EntryDetails, known: KnownSecrets): EntryDetails {
  const mask = maskOf(known)
  const view = maskKnown(details, known)
  const orNull = (text: string | null) => text === null ? null : mask(text)
  const { request, answer, mqtt, message } = details
  return {
    ...view,
    request: request && { ...request, path: withQuery(view.path ?? '', view.query), headers: maskWithin(request.headers, mask), body: maskWithin(request.body, mask) },
    answer: answer && { ...answer, headers: maskWithin(answer.headers, mask), body: maskTexts(answer.body, mask) },
    mqtt: mqtt && { ...mqtt, topic: orNull(mqtt.topic), payload: maskWithin(mqtt.payload, mask) },
    message: maskTexts(message, mask)
  }
}

/** Masks them in a value that somebody sent. */
export const maskKnownValue = (value: unknown, known: KnownSecrets): unknown => maskWithin(value, maskOf(known))

/** A value with what is secret in its texts, numbers and names masked. */
function maskWithin<Value> (value: Value, mask: Mask): Value
function maskWithin (value: unknown, mask: Mask): unknown {
  if (typeof value !== 'number') return mapTexts(value, mask, (item) => maskWithin(item, mask))
  const text = String(value)
  return mask(text) === text ? value : MASK
}

/** An answer: its numbers are the server's own, such as the code of an error. */
const maskTexts = (value: unknown, mask: Mask): unknown => mapTexts(value, mask, (item) => maskTexts(item, mask))

function mapTexts (value: unknown, mask: Mask, within: (item: unknown) => unknown): unknown {
  if (typeof value === 'string') return mask(value)
  if (Array.isArray(value)) return value.map(within)
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [mask(name), within(item)])) : value
}

const maskPathWith = (path: string, mask: Mask): string => path.split('/').map((part) => maskEncoded(part, mask)).join('/')

const maskQueryWith = (query: string, mask: Mask): string =>
  query.split('&').map((pair) => pair.split('=').map((part) => maskEncoded(part, mask)).join('=')).join('&')

/** A part of a URL, left as it was encoded where nothing in it is secret. */
function maskEncoded (part: string, mask: Mask): string {
  const decoded = decodePart(part)
  const masked = mask(decoded)
  return masked === decoded ? part : encodeURIComponent(masked)
}
