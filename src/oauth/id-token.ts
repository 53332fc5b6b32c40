import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { sign } from 'jws'
import { readPrivateKey } from '../lib/read-private-key.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import { LOGIN_SERVERS } from './brands.ts'
import type { Granted } from './access-token.ts'

const ALGORITHM = 'RS256'

/** A public RSA key (RFC 7517). */
interface PublicKey {
  readonly kty: string
  readonly n: string
  readonly e: string
  readonly kid: string
  readonly alg: typeof ALGORITHM
  readonly use: 'sig'
}

/** Signs id tokens. */
export class Signer {
  readonly #key: KeyObject
  /** The public half, for those who check a signature. */
  readonly jwk: PublicKey

  /**
   * @param file a private RSA key of 2048 bits or more, as PEM
   * @throws Error when it is not; its message names the file
   */
  constructor (file: string) {
    this.#key = readPrivateKey(file, { bits: 2048 })
    const { kty, n, e } = createPublicKey(this.#key).export({ format: 'jwk' })
    const kid = createHash('sha256').update(String(n)).digest('base64url').slice(0, 16)
    this.jwk = { kty: String(kty), n: String(n), e: String(e), kid, alg: ALGORITHM, use: 'sig' }
  }

  /**
   * The id_token that goes with a grant (docs/reference/cvs-oauth.md#2-access-token).
   * @param issuer the login server as the client knows it
   * @param now milliseconds since 1970
   */
  sign ({ account, accessToken, clientId, expiresIn, nonce }: Omit<Granted, 'refreshToken' | 'scope'>, { issuer, now }: { readonly issuer: string, readonly now: number }): string {
    const { realm } = LOGIN_SERVERS[account.brand]
    const seconds = Math.floor(now / 1000)
    const claims = {
      at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
      tokenName: 'id_token',
      ...namesOf(account),
      email: account.login,
      azp: clientId,
      realm: `/${realm}`,
      auth_time: seconds,
      updated_at: String(seconds),
      tokenType: 'JWTToken',
      ...nonce !== undefined && { nonce },
      sub: account.customerId,
      iss: issuer,
      aud: [clientId],
      iat: seconds,
      exp: seconds + expiresIn
    }
    return sign({ header: { alg: ALGORITHM, typ: 'JWT', kid: this.jwk.kid }, payload: claims, privateKey: this.#key })
  }
}

/** Names for the claims: an account has none of its own. */
const namesOf = ({ id }: Account) => ({ given_name: id, family_name: 'Mock' })
