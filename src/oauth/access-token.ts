import { createHash } from 'node:crypto'
import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { DEAD_REFRESH_TOKEN, OAuthError } from './oauth-error.ts'
import { type Authorization, lifetimeInSeconds, Tokens } from './tokens.ts'

/** The parameters of a token request, from the query and the form body together. */
export type TokenParameters = Readonly<Record<string, string | undefined>>

/** What is shown of a parameter in a reason. */
const shown = (text: string) => text.slice(0, 200)

/** What a grant gives, before the id_token is signed. */
export interface Granted {
  readonly account: Account
  readonly clientId: string
  readonly accessToken: string
  readonly refreshToken: string
  readonly scope: string
  /** Seconds. */
  readonly expiresIn: number
}

/**
 * Exchanges a code or a refresh token (docs/reference/cvs-oauth.md#2-access-token).
 * @param basicClient client id of the Basic credentials
 * @throws OAuthError
 */
export function grantTokens (sandbox: Sandbox, parameters: TokenParameters, basicClient: string | undefined): Granted {
  const { grant_type: type } = parameters
  const client = requireClient(parameters, basicClient)
  if (type === 'authorization_code') return grantCode(sandbox, parameters, client)
  if (type === 'refresh_token') return grantRefresh(sandbox, parameters, client)
  throw new OAuthError('unsupported_grant_type', `grant_type is ${type === undefined ? 'missing' : `"${shown(type)}"`}: it should be authorization_code or refresh_token`)
}

/**
 * Revokes an access or a refresh token, known or not (RFC 7009); a refresh token takes its access tokens along.
 * @param basicClient client id of the Basic credentials
 * @throws OAuthError
 */
export function revokeToken (sandbox: Sandbox, parameters: TokenParameters, basicClient: string | undefined): Record<string, never> {
  requireClient(parameters, basicClient)
  const { token } = parameters
  if (token === undefined || token === '') throw new OAuthError('invalid_request', 'token is missing: send the access token or the refresh token to revoke')
  const tokens = sandbox.part(Tokens)
  const found = tokens.find('refresh', token) ?? tokens.find('access', token)
  if (found !== undefined) tokens.revoke(found)
  return {}
}

/**
 * Reads the client id: any is accepted, as long as there is one.
 * @throws OAuthError invalid_client
 */
function requireClient ({ client_id: ownId }: TokenParameters, basicClient: string | undefined): string {
  const client = basicClient ?? ownId
  if (client === undefined || client === '') throw new OAuthError('invalid_client', 'no client is named: send Authorization: Basic base64(client_id:client_secret), or client_id')
  return client
}

function grantCode (sandbox: Sandbox, parameters: TokenParameters, clientId: string): Granted {
  const tokens = sandbox.part(Tokens)
  const token = tokens.find('code', parameters.code)
  if (token?.authorization === undefined) throw new OAuthError('invalid_grant', tokens.explain('code', parameters.code))
  checkAuthorization(token.authorization, parameters, clientId)
  const account = accountOf(sandbox, token.account)
  tokens.use(token)
  return granted(sandbox, account, clientId, token.scope, tokens.issue('refresh', account, token.scope).value)
}

/** @throws OAuthError when a code is exchanged by another client, for another place, or without what verifies it */
function checkAuthorization ({ clientId: authorized, codeChallenge, redirectUri: registered }: Authorization, { redirect_uri: redirectUri, code_verifier: verifier }: TokenParameters, clientId: string): void {
  if (clientId !== authorized) throw new OAuthError('invalid_grant', `the code was given to the client "${shown(authorized)}", not to "${shown(clientId)}"`)
  if (redirectUri !== undefined && redirectUri !== registered) throw new OAuthError('redirect_uri_mismatch', `redirect_uri is "${shown(redirectUri)}", the authorization request said "${shown(registered)}"`)
  if (codeChallenge === undefined) return
  if (verifier === undefined) throw new OAuthError('invalid_grant', 'code_verifier is missing: the authorization request had a code_challenge')
  if (challengeOf(verifier) !== codeChallenge) throw new OAuthError('invalid_grant', `code_verifier does not fit: its SHA-256 in base64url is ${challengeOf(verifier)}, the code_challenge was ${shown(codeChallenge)}`)
}

/** A refresh token is not rotated, so that a client that misses an answer is not locked out. */
function grantRefresh (sandbox: Sandbox, { refresh_token: value }: TokenParameters, clientId: string): Granted {
  const tokens = sandbox.part(Tokens)
  const token = tokens.find('refresh', value)
  if (token === undefined) throw new OAuthError('invalid_grant', tokens.explain('refresh', value), DEAD_REFRESH_TOKEN)
  return granted(sandbox, accountOf(sandbox, token.account), clientId, token.scope, token.value)
}

/** PKCE, S256 (RFC 7636, section 4.2). */
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

function accountOf ({ accounts }: Sandbox, id: string): Account {
  const account = accounts.get(id)
  if (account === undefined) throw new OAuthError('invalid_grant', `the account ${id} of this grant was deleted`, DEAD_REFRESH_TOKEN)
  return account
}

function granted (sandbox: Sandbox, account: Account, clientId: string, scope: string, refreshToken: string): Granted {
  const { value: accessToken } = sandbox.part(Tokens).issue('access', account, scope, { refreshToken })
  return { account, clientId, accessToken, refreshToken, scope, expiresIn: lifetimeInSeconds('access') }
}
