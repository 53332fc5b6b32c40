import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { DAY } from '../lib/day.ts'
import { literals } from '../lib/literals.ts'
import { moment } from '../lib/moment.ts'
import { CHALLENGE_METHODS } from './pkce.ts'

const SECOND = 1000

/** Lifetimes, in milliseconds (docs/reference/cvs-oauth.md); a remote token is the key to a car. */
export const LIFETIMES = {
  code: 10 * 60 * SECOND,
  access: 3599 * SECOND,
  refresh: 7 * DAY,
  remoteAccess: 899 * SECOND,
  remoteRefresh: 7 * DAY
} as const

/** Lifetime of a refresh token that is not replaced by each refresh, in milliseconds. */
export const LASTING_REFRESH = 30 * DAY

export type TokenKind = keyof typeof LIFETIMES

/** Seconds that a token of this kind lives. */
export const lifetimeInSeconds = (kind: TokenKind): number => LIFETIMES[kind] / SECOND

export const TOKEN_NAMES: Readonly<Record<TokenKind, string>> = {
  code: 'authorization code',
  access: 'access token',
  refresh: 'refresh token',
  remoteAccess: 'remote access token',
  remoteRefresh: 'remote refresh token'
}

/** The value of a remote access token, which says what sandbox it is of: a load balancer finds its process by that. */
export const tagWithSandbox = (sandbox: string, value: string): string => `rt~${sandbox}~${value}`

/** The id of the sandbox that a remote access token is of, and the rest of it; nothing where it says none. */
export function sandboxOfToken (token: string): { readonly sandbox: string, readonly rest: string } | undefined {
  const [, sandbox, rest] = /^rt~([\w.-]{1,64})~(.*)$/s.exec(token) ?? []
  return sandbox === undefined || rest === undefined ? undefined : { sandbox, rest }
}

/** The longest text that a client may have stored with a token, in characters. */
export const MAX_TEXT = 2000

const text = Type.String({ maxLength: MAX_TEXT })

/** What the holder of an authorization code has to show again. */
const AuthorizationSchema = closedObject({
  clientId: text,
  redirectUri: text,
  scope: text,
  codeChallenge: Type.Optional(Type.String({ maxLength: MAX_TEXT, description: 'PKCE' })),
  codeChallengeMethod: Type.Optional(literals(CHALLENGE_METHODS, { description: 'How it comes of the verifier; plain when absent' })),
  nonce: Type.Optional(Type.String({ maxLength: MAX_TEXT, description: 'Comes back in the id token' }))
})
export type Authorization = Readonly<Static<typeof AuthorizationSchema>>

/** A token that was issued. */
export const TokenSchema = closedObject({
  value: text,
  kind: literals(Object.keys(LIFETIMES) as TokenKind[]),
  account: Type.String({ maxLength: 64, description: 'Id of the account that it speaks for' }),
  scope: text,
  issuedAt: moment('When it was given out'),
  usedAt: Type.Optional(moment('When an authorization code was exchanged, or a refresh token for a new one')),
  clientId: Type.Optional(Type.String({ maxLength: MAX_TEXT, description: 'The client that it was given to' })),
  refreshToken: Type.Optional(Type.String({ maxLength: MAX_TEXT, description: 'The first refresh token of the login, with which an access token and the later refresh tokens die' })),
  authorization: Type.Optional(AuthorizationSchema)
})
export type Token = Readonly<Static<typeof TokenSchema>>

/** Bytes of memory that a token takes besides what a client had stored with it. */
const TOKEN = 800

const lengthOf = (...texts: ReadonlyArray<string | undefined>): number => texts.reduce((sum, text) => sum + (text?.length ?? 0), 0)

/** Bytes of memory that a token takes. */
export const weightOf = ({ scope, clientId, authorization }: Token): number =>
  TOKEN + lengthOf(scope, clientId, authorization?.clientId, authorization?.redirectUri, authorization?.codeChallenge, authorization?.nonce)
