import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { OAuthError } from './oauth-error.ts'
import { readMethod } from './pkce.ts'
import { type Authorization, MAX_TEXT } from './token.ts'
import { Tokens } from './tokens.ts'

/** The query of an authorization request. */
export type AuthorizeQuery = Readonly<Record<string, string | undefined>>

export const DEFAULT_SCOPE = 'openid profile email'
/** Schemes that a browser runs or shows instead of handing them to an app. */
const BROWSER_SCHEMES: ReadonlySet<string> = new Set(['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:'])

/**
 * Checks an authorization request (docs/reference/cvs-oauth.md#1-authorize).
 * @throws OAuthError
 */
export function readAuthorization (query: AuthorizeQuery): Authorization {
  const { client_id: clientId, redirect_uri: redirectUri, response_type: type = 'code', scope = DEFAULT_SCOPE, code_challenge: codeChallenge, code_challenge_method: method, nonce } = query
  checkLengths(query)
  if (clientId === undefined || clientId === '') throw new OAuthError('invalid_request', 'client_id is missing')
  checkRedirectUri(redirectUri)
  if (type !== 'code') throw new OAuthError('unsupported_response_type', `response_type is "${type.slice(0, 200)}": it should be code`)
  return { clientId, redirectUri, scope, ...codeChallenge !== undefined && { codeChallenge, codeChallengeMethod: readMethod(method) }, ...nonce !== undefined && { nonce } }
}

/** @throws OAuthError when a parameter is longer than the mock keeps */
function checkLengths (query: AuthorizeQuery): void {
  const long = Object.entries(query).find(([, value = '']) => value.length > MAX_TEXT)
  if (long === undefined) return
  const [name, value = ''] = long
  const sentence = `${name.slice(0, 50)} has ${value.length} characters: send at most ${MAX_TEXT}.`
  throw new OAuthError('invalid_request', sentence, sentence)
}

/** @throws OAuthError for a URI that no app can be called back at */
function checkRedirectUri (redirectUri: string | undefined): asserts redirectUri is string {
  if (redirectUri === undefined) throw new OAuthError('redirect_uri_mismatch', 'redirect_uri is missing')
  if (!URL.canParse(redirectUri)) throw new OAuthError('redirect_uri_mismatch', `redirect_uri is "${redirectUri.slice(0, 200)}": it should be a URI such as mymap://oauth2redirect/fr`)
  const { protocol } = new URL(redirectUri)
  if (BROWSER_SCHEMES.has(protocol)) throw new OAuthError('redirect_uri_mismatch', `redirect_uri starts with ${protocol}: no app can be called back at it`)
}

/** Where the browser goes with a code for this account. */
export function authorize (sandbox: Sandbox, account: Account, authorization: Authorization, state: string | undefined): string {
  const { value: code } = sandbox.part(Tokens).issue('code', account, authorization.scope, { authorization })
  const { clientId, redirectUri, scope } = authorization
  return withQuery(redirectUri, { code, scope, client_id: clientId, ...state !== undefined && { state } })
}

/** Where the browser goes when the login failed. */
export const refuseLogin = ({ redirectUri }: Authorization, error: OAuthError, state: string | undefined): string =>
  withQuery(redirectUri, { ...error.body, ...state !== undefined && { state } })

function withQuery (uri: string, parameters: Record<string, string>): string {
  const url = new URL(uri)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value)
  return url.href
}
