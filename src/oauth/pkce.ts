import { createHash } from 'node:crypto'
import { OAuthError } from './oauth-error.ts'

/** How a code_challenge comes of a code_verifier (RFC 7636, section 4.2). */
export const CHALLENGE_METHODS = ['S256', 'plain'] as const
export type ChallengeMethod = typeof CHALLENGE_METHODS[number]

/** What an authorization request says of the verifier that is to come. */
export interface Challenge {
  readonly codeChallenge?: string | undefined
  readonly codeChallengeMethod?: ChallengeMethod | undefined
}

/**
 * Reads the method of a challenge: `plain` when absent (RFC 7636, section 4.3).
 * @throws OAuthError
 */
export function readMethod (method: string = 'plain'): ChallengeMethod {
  const known = CHALLENGE_METHODS.find((name) => name === method)
  if (known === undefined) throw new OAuthError('invalid_request', `code_challenge_method is "${method.slice(0, 200)}": it should be S256 or plain`, 'The code challenge method is not supported: use S256.')
  return known
}

/**
 * Checks a verifier against its challenge.
 *
 * A code with a challenge is given out without a verifier too: public clients of the real service work so
 * (docs/reference/cvs-oauth.md#2-access-token).
 * @returns what is against the protocol all the same
 * @throws OAuthError
 */
export function checkVerifier ({ codeChallenge, codeChallengeMethod: method = 'plain' }: Challenge, verifier: string | undefined): string | undefined {
  if (codeChallenge === undefined) return undefined
  if (verifier === undefined) return 'code_verifier is missing, although the authorization request had a code_challenge'
  const hash = createHash('sha256').update(verifier).digest('base64url')
  if ((method === 'plain' ? verifier : hash) === codeChallenge) return undefined
  throw new OAuthError('invalid_grant', method === 'S256'
    ? `code_verifier does not fit: its SHA-256 in base64url is ${hash}, the code_challenge was ${codeChallenge.slice(0, 200)}`
    : `code_verifier does not fit: it should be the code_challenge itself, as code_challenge_method was plain, which absent means too${hash === codeChallenge ? '; the challenge is its SHA-256: say code_challenge_method=S256' : ''}`)
}
