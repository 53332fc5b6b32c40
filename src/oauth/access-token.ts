import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { DEAD_REFRESH_TOKEN, OAuthError } from './oauth-error.ts'
import { checkVerifier } from './pkce.ts'
import { type Authorization, lifetimeInSeconds, type Token } from './token.ts'
import { Tokens } from './tokens.ts'

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
  /** What the authorization request wants to see again in the id token. */
  readonly nonce?: string | undefined
  /** What the client should have done, where it was let through without. */
  readonly violation?: string | undefined
}

/**
 * Exchanges a code or a refresh token (docs/reference/cvs-oauth.md#2-access-token).
 * @param basicClients how the client id of the Basic credentials can be read, the likeliest first
 * @throws OAuthError
 */
export function grantTokens (sandbox: Sandbox, parameters: TokenParameters, basicClients: readonly string[] = []): Granted {
  const { grant_type: type } = parameters
  const clients = requireClient(parameters, basicClients)
  if (type === 'authorization_code') return grantCode(sandbox, parameters, clients)
  if (type === 'refresh_token') return grantRefresh(sandbox, parameters, clients)
  if (type === 'password') throw new OAuthError('server_error', 'grant_type is "password", which the real service has answered so since the turn of 2023 to 2024: send the user to /am/oauth2/authorize, and exchange the code')
  throw new OAuthError('unsupported_grant_type', `grant_type is ${type === undefined ? 'missing' : `"${shown(type)}"`}: it should be authorization_code or refresh_token`)
}

/**
 * Revokes an access or a refresh token, known or not (RFC 7009); a refresh token takes along all that came of its login.
 * @param basicClients how the client id of the Basic credentials can be read, the likeliest first
 * @throws OAuthError
 */
export function revokeToken (sandbox: Sandbox, parameters: TokenParameters, basicClients: readonly string[] = []): Record<string, never> {
  const clients = requireClient(parameters, basicClients)
  const { token } = parameters
  if (token === undefined || token === '') throw new OAuthError('invalid_request', 'token is missing: send the access token or the refresh token to revoke')
  const tokens = sandbox.part(Tokens)
  const found = tokens.find('refresh', token) ?? tokens.find('access', token)
  if (found === undefined) return {}
  checkClient(found, clients)
  tokens.revoke(found)
  return {}
}

/**
 * Reads the client id: any is accepted, as long as there is one.
 * @returns what it may be, the likeliest first
 * @throws OAuthError invalid_client
 */
function requireClient ({ client_id: ownId }: TokenParameters, basicClients: readonly string[]): readonly [string, ...string[]] {
  const [first = ownId, ...others] = basicClients
  if (first === undefined || first === '') throw new OAuthError('invalid_client', 'no client is named: send Authorization: Basic base64(client_id:client_secret), or client_id')
  return [first, ...others]
}

function grantCode (sandbox: Sandbox, parameters: TokenParameters, clients: readonly string[]): Granted {
  const tokens = sandbox.part(Tokens)
  const token = tokens.find('code', parameters.code)
  if (token?.authorization === undefined) throw new OAuthError('invalid_grant', tokens.explain('code', parameters.code))
  const { authorization, scope } = token
  const violation = checkAuthorization(authorization, parameters, clients)
  const account = accountOf(sandbox, token.account)
  tokens.use(token)
  const { clientId, nonce } = authorization
  return { ...granted(sandbox, account, clientId, tokens.issue('refresh', account, scope, { clientId })), nonce, violation }
}

/**
 * Checks that a code is exchanged by the client that it was given to, for the same place, with what verifies it.
 * @returns what is against the protocol all the same
 * @throws OAuthError
 */
function checkAuthorization ({ clientId, redirectUri: registered, ...challenge }: Authorization, { redirect_uri: redirectUri, code_verifier: verifier }: TokenParameters, clients: readonly string[]): string | undefined {
  if (!clients.includes(clientId)) throw new OAuthError('invalid_grant', `the code was given to the client "${shown(clientId)}", not to "${shown(clients[0] ?? '')}"`)
  if (redirectUri === undefined) throw new OAuthError('invalid_request', `redirect_uri is missing: send the one of the authorization request again, "${shown(registered)}"`)
  if (redirectUri !== registered) throw new OAuthError('redirect_uri_mismatch', `redirect_uri is "${shown(redirectUri)}", the authorization request said "${shown(registered)}"`)
  return checkVerifier(challenge, verifier)
}

function grantRefresh (sandbox: Sandbox, { refresh_token: value }: TokenParameters, clients: readonly [string, ...string[]]): Granted {
  const tokens = sandbox.part(Tokens)
  const token = tokens.find('refresh', value)
  if (token === undefined) throw new OAuthError('invalid_grant', tokens.explain('refresh', value), DEAD_REFRESH_TOKEN)
  checkClient(token, clients)
  const account = accountOf(sandbox, token.account)
  return granted(sandbox, account, token.clientId ?? clients[0], tokens.rotate(token))
}

/** @throws OAuthError when a token was given to another client */
function checkClient ({ kind, clientId }: Token, clients: readonly string[]): void {
  if (clientId === undefined || clients.includes(clientId)) return
  throw new OAuthError('invalid_grant', `the ${kind} token was given to the client "${shown(clientId)}", not to "${shown(clients[0] ?? '')}"`, DEAD_REFRESH_TOKEN)
}

function accountOf ({ accounts }: Sandbox, id: string): Account {
  const account = accounts.get(id)
  if (account === undefined) throw new OAuthError('invalid_grant', `the account ${id} of this grant was deleted`, DEAD_REFRESH_TOKEN)
  return account
}

/** An access token that goes with a refresh token. */
function granted (sandbox: Sandbox, account: Account, clientId: string, { value: refreshToken, refreshToken: first = refreshToken, scope }: Token): Granted {
  const { value: accessToken } = sandbox.part(Tokens).issue('access', account, scope, { clientId, refreshToken: first })
  return { account, clientId, accessToken, refreshToken, scope, expiresIn: lifetimeInSeconds('access') }
}
