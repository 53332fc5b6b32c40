/** What stands for a secret. */
export const MASK = '***'
/** Names of secrets on any face: PINs, codes, tokens, passwords, and inWebo's keys and proofs. */
const SECRET = /pin|code|token|password|passwd|pwd|secret|otp|authorization|verifier|assertion|passphrase|^(r[0-2]|kma|kfact|kiw|k[01]|dk1|mac|macid|serial|ms_?val\d*)$/i
/** Names that match but are not secret. */
const HARMLESS = /^(response_type|grant_type|token_type|code_challenge_method)$/i
/** Names whose numbers are no secret on any face: who calls, what for, from which version. */
const PUBLIC = /^(id|sid|alias|client_id|type|action|mode|version|lastsync|keytype|ms_n|ms_id\d*|phone_?number|to|vin|brand|country|culture|state|nonce)$/i
/** A value that may be a code when its name is unknown. */
const LIKE_A_CODE = /^\d{4,9}$/

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
const maskWithin = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? maskParameters({ ...value }, () => true) : value

function isSecret (name: string, value: unknown, isKnown: (name: string) => boolean): boolean {
  if (SECRET.test(name) && !HARMLESS.test(name)) return true
  if (isKnown(name)) return false
  return typeof value === 'object' ? value !== null : LIKE_A_CODE.test(String(value))
}

/** A secret as it may be shown: whether it is there. */
export const maskSecret = (value: unknown): string | null => value === undefined ? null : MASK

/** The query of a URL with its secrets masked; left as it is where it has none. */
export function maskQuery (query: string, isKnown?: (name: string) => boolean): string {
  const sent = [...new URLSearchParams(query)]
  const masked = maskParameters(Object.fromEntries(sent), isKnown)
  if (sent.every(([name, value]) => masked[name] !== MASK || value === MASK)) return query
  return sent.map(([name, value]) => `${encodeURIComponent(name)}=${masked[name] === MASK ? MASK : encodeURIComponent(value)}`).join('&')
}

/** Headers with their secrets masked. */
export const maskHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, maskHeader(name, value)]))

function maskHeader (name: string, value: unknown): unknown {
  if (SECRET.test(name) || /cookie/i.test(name)) return MASK
  if (name !== 'location' && name !== 'referer') return value
  const [address = '', query] = String(value).split('?', 2)
  return query === undefined ? address : `${address}?${maskQuery(query)}`
}

/** The code of an error, in an answer: no code that was sent to anybody. */
const ERROR_CODE = /^(code|subCode|httpCode)$/

/** The body of an answer with its secrets masked: JSON, or text. */
export function maskBody (text: string, contentType: string): unknown {
  if (contentType.includes('xml')) return text.replace(/<(\w{1,40})>[^<]+/g, (element, name: string) => SECRET.test(name) || name === 'defi' ? `<${name}>${MASK}` : element)
  if (!contentType.includes('json')) return text
  try {
    return maskValue(JSON.parse(text))
  } catch {
    return `(JSON of ${text.length} characters or more, which is not kept)` // what is cut cannot be told from its secrets
  }
}

function maskValue (value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) =>
    [name, SECRET.test(name) && !HARMLESS.test(name) && !ERROR_CODE.test(name) ? MASK : maskValue(field)]))
}
