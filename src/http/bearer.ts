/** The token of an `Authorization: Bearer` header. */
export const bearer = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]

/**
 * How the user of an `Authorization: Basic` header can be read: form-encoded, as OAuth has it (RFC 6749, section 2.3.1), and as
 * it stands, which many clients send; empty without such a header.
 */
export function basicUsers (authorization: string | undefined): readonly string[] {
  const encoded = /^Basic +(\S+) *$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return []
  const [raw = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return [...new Set([decodeForm(raw), raw])]
}

/** Whether a client tried to say who it is by `Authorization: Basic`, however badly. */
export const isBasic = (authorization: string | undefined): boolean => /^Basic\b/i.test(authorization ?? '')

/** A value of a form; one that cannot be decoded as it is. */
function decodeForm (text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
