import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { JWK } from 'jose'
import type { Account } from '../sandbox/account.ts'
import { BRANDS } from './brands.ts'
import type { Granted } from './access-token.ts'

const ALGORITHM = 'RS256'

/** Signs id tokens; the key is read when it is first needed. */
export class Signer {
  readonly #file: string
  #key: KeyObject | undefined

  /** @param file a private RSA key, as PEM */
  constructor (file: string) {
    this.#file = file
  }

  /** The public half, for those who check a signature. */
  get jwk (): JWK & { kid: string } {
    const { kty, n, e } = createPublicKey(this.#privateKey()).export({ format: 'jwk' })
    const kid = createHash('sha256').update(String(n)).digest('base64url').slice(0, 16)
    return { kty: String(kty), n: String(n), e: String(e), kid, alg: ALGORITHM, use: 'sig' }
  }

  /**
   * The id_token that goes with a grant (docs/reference/cvs-oauth.md#2-access-token).
   * @param now milliseconds since 1970
   */
  async sign ({ account, accessToken, clientId, expiresIn }: Omit<Granted, 'refreshToken' | 'scope'>, now: number): Promise<string> {
    const { SignJWT } = await import('jose')
    const { realm, issuer } = BRANDS[account.brand]
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
      tokenType: 'JWTToken'
    }
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: this.jwk.kid })
      .setSubject(account.customerId)
      .setIssuer(issuer)
      .setAudience([clientId])
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + expiresIn)
      .sign(this.#privateKey())
  }

  #privateKey (): KeyObject {
    this.#key ??= createPrivateKey(readFileSync(this.#file))
    return this.#key
  }
}

/** Names for the claims: an account has none of its own. */
const namesOf = ({ id }: Account) => ({ given_name: id, family_name: 'Mock' })
