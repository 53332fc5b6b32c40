import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import { DAY } from '../lib/day.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import { BoundedMap } from '../sandbox/bounded-map.ts'
import type { Clock } from '../sandbox/clock.ts'
import { formatUuid } from '../lib/uuid.ts'
import type { Random } from '../sandbox/random.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** How many a sandbox remembers; the oldest goes first. */
const MAX_TOKENS = 100_000
/** How many it keeps however short memory is. */
const KEPT = 1000

const SECOND = 1000

/** Lifetimes, in milliseconds (docs/reference/cvs-oauth.md); a remote token is the key to a car. */
const LIFETIMES = {
  code: 10 * 60 * SECOND,
  access: 3599 * SECOND,
  refresh: 30 * DAY,
  remoteAccess: 899 * SECOND,
  remoteRefresh: 7 * DAY
} as const

export type TokenKind = keyof typeof LIFETIMES

const NAMES: Readonly<Record<TokenKind, string>> = {
  code: 'authorization code',
  access: 'access token',
  refresh: 'refresh token',
  remoteAccess: 'remote access token',
  remoteRefresh: 'remote refresh token'
}

/** The longest text that a client may have stored with a token, in characters. */
export const MAX_TEXT = 2000

const text = Type.String({ maxLength: MAX_TEXT })
const time = (description: string) => Type.Number({ description: `${description}; milliseconds since 1970, by the sandbox's clock` })

/** What the holder of an authorization code has to show again. */
const AuthorizationSchema = closedObject({
  clientId: text,
  redirectUri: text,
  scope: text,
  codeChallenge: Type.Optional(Type.String({ maxLength: MAX_TEXT, description: 'PKCE, S256' }))
})
export type Authorization = Readonly<Static<typeof AuthorizationSchema>>

/** A token that was issued. */
const TokenSchema = closedObject({
  value: text,
  kind: literals(Object.keys(LIFETIMES) as TokenKind[]),
  account: Type.String({ maxLength: 64, description: 'Id of the account that it speaks for' }),
  scope: text,
  issuedAt: time('When it was given out'),
  usedAt: Type.Optional(time('When an authorization code was exchanged')),
  refreshToken: Type.Optional(Type.String({ maxLength: MAX_TEXT, description: 'The refresh token that an access token dies with' })),
  authorization: Type.Optional(AuthorizationSchema)
})
export type Token = Readonly<Static<typeof TokenSchema>>

/** Seconds that a token of this kind lives. */
export const lifetimeInSeconds = (kind: TokenKind): number => LIFETIMES[kind] / SECOND

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()

/** The tokens of one sandbox: OAuth's codes, access and refresh tokens, and the remote tokens of the CVS face. */
export class Tokens {
  static readonly key = 'tokens'
  static readonly StateSchema = Type.Array(TokenSchema, { maxItems: MAX_TOKENS, description: 'The oldest first' })

  readonly #clock: Clock
  readonly #random: Random
  readonly #tokens: BoundedMap<string, Token>
  #hasForgotten = false

  constructor ({ clock, random, memory }: Sandbox) {
    this.#clock = clock
    this.#random = random
    this.#tokens = new BoundedMap(MAX_TOKENS, memory, weightOf)
  }

  /** Issues a token: a UUID of 36 characters. */
  issue (kind: TokenKind, { id: account }: Pick<Account, 'id'>, scope: string, more: Pick<Token, 'authorization' | 'refreshToken'> = {}): Token {
    const token: Token = { value: formatUuid(this.#random.secretHex(32)), kind, account, scope, issuedAt: this.#clock.now(), ...more }
    this.#tokens.set(token.value, token)
    return token
  }

  /** The living token of this kind and value. */
  find (kind: TokenKind, value: string | undefined): Token | undefined {
    const token = value === undefined ? undefined : this.#tokens.get(value)
    return token?.kind === kind && this.#isAlive(token) ? token : undefined
  }

  /** Says why `find` finds no token of this kind and value. */
  explain (kind: TokenKind, value: string | undefined): string {
    const name = NAMES[kind]
    if (value === undefined) return `there is no ${name} in the request`
    const token = this.#tokens.get(value)
    if (token === undefined) return `this is no ${name} of the sandbox: it was never given out, or was revoked${this.#hasForgotten ? `, or was forgotten among more than ${KEPT} when memory was short (MAX_MEMORY_MB)` : ''}`
    if (token.kind !== kind) return `this is the ${NAMES[token.kind]} of ${token.account}, not the ${name}`
    if (token.usedAt !== undefined) return `the ${name} was used at ${iso(token.usedAt)}; it works once`
    if (!this.#isInTime(token)) return `the ${name} was given out at ${iso(token.issuedAt)} and lives ${lifetimeInSeconds(kind)} s; the sandbox's clock shows ${iso(this.#clock.now())}`
    return `the ${name} was revoked, together with its refresh token`
  }

  /** Whether a text is a token of any kind, alive or not. */
  isSecret (text: string): boolean {
    return this.#tokens.has(text)
  }

  /** Marks a token as used; it is no longer found. */
  use (token: Token): void {
    this.#tokens.set(token.value, { ...token, usedAt: this.#clock.now() })
  }

  /** Ends a token, and with a refresh token the access tokens that came from it; an unknown one is ignored. */
  revoke ({ value }: Pick<Token, 'value'>): void {
    this.#tokens.delete(value)
  }

  /** Ends every token of an account. */
  forgetAccount (account: string): void {
    for (const token of this.#tokens.values()) {
      if (token.account === account) this.revoke(token)
    }
  }

  /** Forgets the older half of the tokens beyond those that are kept in any case. */
  forgetHistory (): void {
    let excess = Math.ceil((this.#tokens.size - KEPT) / 2)
    for (const value of this.#tokens.keys()) {
      if (excess-- <= 0) return
      this.#hasForgotten = true
      this.#tokens.delete(value)
    }
  }

  /** Forgets every token, as the sandbox is reset. */
  reset (): void {
    this.#hasForgotten = false
    this.#tokens.clear()
  }

  save (): Token[] {
    return [...this.#tokens.values()]
  }

  /** Takes over the tokens of a snapshot, in place of its own. */
  restore (tokens: readonly Token[]): void {
    this.#tokens.clear()
    for (const token of tokens) this.#tokens.set(token.value, token)
  }

  #isAlive (token: Token): boolean {
    const { usedAt, refreshToken } = token
    return usedAt === undefined && this.#isInTime(token) && (refreshToken === undefined || this.#tokens.has(refreshToken))
  }

  #isInTime ({ kind, issuedAt }: Token): boolean {
    return this.#clock.now() - issuedAt < LIFETIMES[kind]
  }
}

/** Bytes of memory that a token takes besides what a client had stored with it. */
const TOKEN = 800

function weightOf ({ scope, authorization }: Token): number {
  if (authorization === undefined) return TOKEN + scope.length
  return TOKEN + scope.length + authorization.clientId.length + authorization.redirectUri.length + (authorization.codeChallenge?.length ?? 0)
}

/** An id for the body of an error: a UUID from the stream of ids, so that a refused request changes no code that follows. */
export const uuid = (random: Random): string => formatUuid(random.hex(32))
