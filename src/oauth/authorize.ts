import type { Account } from '../sandbox/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { OAuthError } from './oauth-error.ts'
import { type Authorization, Tokens } from './tokens.ts'

/** The query of an authorization request. */
export type AuthorizeQuery = Readonly<Record<string, string | undefined>>

const DEFAULT_SCOPE = 'openid profile email'
/** Schemes that a browser would run or show instead of handing on. */
const NO_REDIRECT = /^(?:javascript|data|vbscript|file|blob|about):/i

/**
 * Checks an authorization request (docs/reference/cvs-oauth.md#1-authorize).
 * @throws OAuthError
 */
export function readAuthorization (query: AuthorizeQuery): Authorization {
  const { client_id: clientId, redirect_uri: redirectUri, response_type: type = 'code', scope = DEFAULT_SCOPE, code_challenge: codeChallenge, code_challenge_method: method = 'S256' } = query
  if (clientId === undefined || clientId === '') throw new OAuthError('invalid_request', 'client_id is missing')
  if (redirectUri === undefined || !URL.canParse(redirectUri) || NO_REDIRECT.test(redirectUri)) {
    throw new OAuthError('redirect_uri_mismatch', 'redirect_uri is missing, or no URI that an app can be called back at')
  }
  if (type !== 'code') throw new OAuthError('unsupported_response_type', 'response_type should be code')
  if (codeChallenge !== undefined && method !== 'S256') throw new OAuthError('invalid_request', 'code_challenge_method should be S256', 'The code challenge method is not supported: use S256.')
  return { clientId, redirectUri, scope, ...(codeChallenge !== undefined && { codeChallenge }) }
}

/** The account of this id or login. */
export function findLogin ({ accounts }: Sandbox, login: string): Account | undefined {
  const found = accounts.get(login)
  if (found !== undefined) return found
  for (const account of accounts.values()) {
    if (account.login === login) return account
  }
  return undefined
}

/** Where the browser goes with a code for this account. */
export function authorize (sandbox: Sandbox, account: Account, authorization: Authorization, state: string | undefined): string {
  const { value: code } = sandbox.part(Tokens).issue('code', account, authorization.scope, authorization)
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
