/** What stands for a secret. */
// @ts-nocheck

const MASK = '***'
/** Parameters of any face whose value nobody else may see: PINs, codes, tokens, passwords, and inWebo's proofs of them. */
const SECRET = /pin|code|token|password|passwd|secret|otp|authorization|verifier|assertion|^(r[0-2]|kma|k[01]|mac|macid)$/i
/** Names that look like one of those, and are none. */
const HARMLESS = /^(response_type|grant_type|token_type|code_challenge_method)$/i
/** A value that may be a code under a name that nobody knows. */
const LIKE_A_CODE = /^\d{4,9}$/

/**
 * Parameters with their secrets masked.
 *
 * @param isKnown whether the operation knows a parameter; a typing error may hide a secret, so an unknown one is masked when it looks like a code
 */
export function maskParameters (parameters: Readonly<Record<string, unknown>>, isKnown: (name: string) => boolean = () => true): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, isSecret(name, value, isKnown) ? MASK : maskWithin(value)]))
}

/** What is nested in a parameter that is none itself, such as the credential of `pims.initialize`. */
const maskWithin = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? maskParameters({ ...value }) : value

function isSecret (name: string, value: unknown, isKnown: (name: string) => boolean): boolean {
  if (SECRET.test(name) && !HARMLESS.test(name)) return true
  if (isKnown(name)) return false
  return typeof value === 'object' ? value !== null : LIKE_A_CODE.test(String(value))
}

/** A secret as it may be shown: whether it is there. */
export const maskSecret = (value: unknown): string | null => value === undefined ? null : MASK
