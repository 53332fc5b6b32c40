import { Type } from '@sinclair/typebox'
import { formatUuid } from '../lib/text/uuid.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import { BoundedMap } from '../sandbox/memory/bounded-map.ts'
import type { Random } from '../sandbox/random.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { LASTING_REFRESH, LIFETIMES, tagWithSandbox, type Token, TOKEN_NAMES, type TokenKind, TokenSchema, weightOf } from './token.ts'

/** How many a sandbox remembers; the oldest goes first. */
const MAX_TOKENS = 100_000
/** How many it keeps however short memory is. */
const KEPT = 1000

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()

/** The tokens of one sandbox: OAuth's codes, access and refresh tokens, and the remote tokens of the CVS face. */
export class Tokens {
  static readonly key = 'tokens'
  static readonly StateSchema = Type.Array(TokenSchema, { maxItems: MAX_TOKENS, description: 'The oldest first' })

  readonly #sandbox: Pick<Sandbox, 'id' | 'clock' | 'random' | 'settings'>
  readonly #tokens: BoundedMap<string, Token>
  #hasForgotten = false

  constructor (sandbox: Sandbox) {
    this.#sandbox = sandbox
    this.#tokens = new BoundedMap(MAX_TOKENS, sandbox.memory, weightOf)
  }

  /** Issues a token: a UUID of 36 characters, that of a remote access token with its sandbox before it. */
  issue (kind: TokenKind, { id: account }: Pick<Account, 'id'>, scope: string, more: Pick<Token, 'authorization' | 'clientId' | 'refreshToken'> = {}): Token {
    const { id, clock, random } = this.#sandbox
    const uuid = formatUuid(random.secretHex(32))
    const token: Token = { value: kind === 'remoteAccess' ? tagWithSandbox(id, uuid) : uuid, kind, account, scope, issuedAt: clock.now(), ...more }
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
    const name = TOKEN_NAMES[kind]
    if (value === undefined) return `there is no ${name} in the request`
    const token = this.#tokens.get(value)
    if (token === undefined) return `this sandbox has no such ${name}: it was never given out, or was revoked${this.#hasForgotten ? `, or was forgotten among more than ${KEPT} when memory was short (MAX_MEMORY_MB)` : ''}`
    if (token.kind !== kind) return `this is the ${TOKEN_NAMES[token.kind]} of ${token.account}, not the ${name}`
    if (kind === 'code' && token.usedAt !== undefined) return `the ${name} was used at ${iso(token.usedAt)}; it works once`
    const now = this.#sandbox.clock.now()
    if (!this.#isInTime(token)) return `the ${name} was given out at ${iso(token.issuedAt)} and lives ${this.#lifetimeOf(kind) / 1000} s; the sandbox's clock shows ${iso(now)}`
    if (token.usedAt !== undefined) return `the ${name} was replaced by a new one at ${iso(token.usedAt)}: it works once, keep the one that each answer brings, and let two refreshes wait for each other (REFRESH_ROTATION=false gives one that stays)`
    return `the ${name} was revoked, together with its ${kind === 'refresh' ? 'login' : 'refresh token'}`
  }

  /** Whether a text is a token of any kind, alive or not. */
  isSecret (text: string): boolean {
    return this.#tokens.has(text)
  }

  /** Marks a code or a refresh token as used: it is no longer found. */
  use (token: Token): void {
    this.#tokens.set(token.value, { ...token, usedAt: this.#sandbox.clock.now() })
  }

  /**
   * What a refresh leaves the client with: a new refresh token in place of this one, or this one again where the settings
   * have it stay.
   */
  rotate (token: Token): Token {
    const { account, scope, clientId } = token
    const { refreshRotation } = this.#sandbox.settings
    const root = token.refreshToken ?? token.value
    if (refreshRotation) this.use(token)
    const next = refreshRotation ? this.issue('refresh', { id: account }, scope, { ...clientId !== undefined && { clientId }, refreshToken: root }) : token
    this.#rejuvenate(root)
    return next
  }

  /** Ends a token; with a refresh token all that the login has. An unknown one is ignored. */
  revoke ({ value, kind, refreshToken }: Pick<Token, 'value' | 'kind' | 'refreshToken'>): void {
    this.#tokens.delete(value)
    if (kind === 'refresh' && refreshToken !== undefined) this.#tokens.delete(refreshToken)
  }

  /** Ends every token of an account. */
  forgetAccount (account: string): void {
    for (const token of this.#tokens.values()) {
      if (token.account === account) this.#tokens.delete(token.value)
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

  /** The first refresh token of a login outlives all others of it, since they die with it: what is oldest is forgotten first. */
  #rejuvenate (root: string): void {
    const token = this.#tokens.get(root)
    if (token !== undefined) this.#tokens.set(root, token)
  }

  #isAlive (token: Token): boolean {
    const { usedAt, refreshToken } = token
    if (usedAt !== undefined) return false
    return this.#isInTime(token) && (refreshToken === undefined || this.#tokens.has(refreshToken))
  }

  #isInTime ({ kind, issuedAt }: Token): boolean {
    return this.#sandbox.clock.now() - issuedAt < this.#lifetimeOf(kind)
  }

  #lifetimeOf (kind: TokenKind): number {
    return kind === 'refresh' && !this.#sandbox.settings.refreshRotation ? LASTING_REFRESH : LIFETIMES[kind]
  }
}

/** An id for the body of an error: a UUID from the stream of ids, so that a refused request changes no code that follows. */
export const uuid = (random: Random): string => formatUuid(random.hex(32))
