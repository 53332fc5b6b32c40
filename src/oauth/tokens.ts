import { type Static, Type } from '@sinclair/typebox'
import type { Account } from '../sandbox/account.ts'
import { BoundedMap } from '../sandbox/bounded-map.ts'
import type { Clock } from '../sandbox/clock.ts'
import type { Random } from '../sandbox/random.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** How many a sandbox remembers; the oldest goes first. */
const MAX_TOKENS = 100_000

const SECOND = 1000
const DAY = 24 * 3600 * SECOND

/** Lives, in milliseconds (docs/reference/cvs-oauth.md); a remote token is the key to a car. */
const LIFETIMES = {
  code: 10 * 60 * SECOND,
  access: 3599 * SECOND,
  refresh: 30 * DAY,
  remoteAccess: 899 * SECOND,
  remoteRefresh: 7 * DAY
} as const

export type TokenKind = keyof typeof LIFETIMES

const text = Type.String({ maxLength: 2000 })

/** What the holder of an authorization code has to show again. */
const AuthorizationSchema = Type.Object({
  clientId: text,
  redirectUri: text,
  scope: text,
  codeChallenge: Type.Optional(Type.String({ maxLength: 2000, description: 'PKCE, S256' }))
}, { additionalProperties: false })
export type Authorization = Readonly<Static<typeof AuthorizationSchema>>

/** A token that was given out. */
const TokenSchema = Type.Object({
  value: text,
  kind: Type.Union((Object.keys(LIFETIMES) as TokenKind[]).map((kind) => Type.Literal(kind))),
  account: Type.String({ maxLength: 64, description: 'Id of the account that it speaks for' }),
  scope: text,
  issuedAt: Type.Integer({ description: "Milliseconds since 1970, by the sandbox's clock" }),
  authorization: Type.Optional(AuthorizationSchema)
}, { additionalProperties: false })
export type Token = Readonly<Static<typeof TokenSchema>>

/** Seconds after which a token of this kind dies. */
export const lifetimeInSeconds = (kind: TokenKind): number => LIFETIMES[kind] / SECOND

/** The tokens of one sandbox: OAuth's codes, access and refresh tokens, and the remote tokens of the CVS face. */
export class Tokens {
  static readonly key = 'tokens'
  static readonly StateSchema = Type.Array(TokenSchema, { maxItems: MAX_TOKENS, description: 'The oldest first' })

  readonly #clock: Clock
  readonly #random: Random
  readonly #tokens = new BoundedMap<string, Token>(MAX_TOKENS)

  constructor ({ clock, random }: Sandbox) {
    this.#clock = clock
    this.#random = random
  }

  /** Gives out a token: a UUID of 36 characters. */
  issue (kind: TokenKind, { id: account }: Pick<Account, 'id'>, scope: string, authorization?: Authorization): Token {
    const token: Token = {
      value: uuid(this.#random),
      kind,
      account,
      scope,
      issuedAt: this.#clock.now(),
      ...authorization !== undefined && { authorization }
    }
    this.#tokens.set(token.value, token)
    return token
  }

  /** The living token of this kind and value. */
  find (kind: TokenKind, value: string | undefined): Token | undefined {
    const token = value === undefined ? undefined : this.#tokens.get(value)
    if (token?.kind !== kind || this.#clock.now() - token.issuedAt >= LIFETIMES[kind]) return undefined
    return token
  }

  /** Ends a token. */
  revoke ({ value }: Token): void {
    this.#tokens.delete(value)
  }

  save (): Token[] {
    return [...this.#tokens.values()]
  }

  /** Takes over the tokens of a snapshot, in place of its own. */
  restore (tokens: readonly Token[]): void {
    this.#tokens.clear()
    for (const token of tokens) this.#tokens.set(token.value, token)
  }
}

/** A random UUID (RFC 9562, version 4) of the sandbox's own chance. */
export function uuid (random: Random): string {
  const hex = random.secretHex(32)
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
