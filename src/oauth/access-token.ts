import { createHash } from 'node:crypto'
import type { Account } from '../sandbox/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { DEAD_REFRESH_TOKEN, OAuthError } from './oauth-error.ts'
import { lifetimeInSeconds, Tokens } from './tokens.ts'

/** The parameters of a token request, from the query and the form body together. */
export type TokenParameters = Readonly<Record<string, string | undefined>>

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
 * @param clientId of the Basic credentials; any client will do
 * @throws OAuthError
 */
export function grantTokens (sandbox: Sandbox, parameters: TokenParameters, clientId: string | undefined): Granted {
  const { grant_type: type, client_id: ownId } = parameters
  const client = clientId ?? ownId
  if (client === undefined || client === '') throw new OAuthError('invalid_client', 'there are no Basic credentials: send Authorization: Basic base64(client_id:client_secret)')
  if (type === 'authorization_code') return grantCode(sandbox, parameters, client)
  if (type === 'refresh_token') return grantRefresh(sandbox, parameters, client)
  throw new OAuthError('unsupported_grant_type', 'grant_type should be authorization_code or refresh_token')
}

function grantCode (sandbox: Sandbox, { code, redirect_uri: redirectUri, code_verifier: verifier }: TokenParameters, clientId: string): Granted {
  const tokens = sandbox.part(Tokens)
  const token = tokens.find('code', code)
  if (token?.authorization === undefined) throw new OAuthError('invalid_grant', 'no such code is pending: it is wrong, used, or older than ten minutes')
  const { codeChallenge, redirectUri: registered } = token.authorization
  if (redirectUri !== undefined && redirectUri !== registered) throw new OAuthError('redirect_uri_mismatch', 'redirect_uri is not the one of the authorization request')
  if (codeChallenge !== undefined && challengeOf(verifier) !== codeChallenge) throw new OAuthError('invalid_grant', 'code_verifier does not fit the code_challenge of the authorization request')
  tokens.revoke(token)
  const account = accountOf(sandbox, token.account)
  return granted(sandbox, account, clientId, token.scope, tokens.issue('refresh', account, token.scope).value)
}

/** A refresh token stays as it is: a client that misses an answer is not locked out. */
function grantRefresh (sandbox: Sandbox, { refresh_token: value }: TokenParameters, clientId: string): Granted {
  const token = sandbox.part(Tokens).find('refresh', value)
  if (token === undefined) throw new OAuthError('invalid_grant', 'no such refresh token is alive', DEAD_REFRESH_TOKEN)
  return granted(sandbox, accountOf(sandbox, token.account), clientId, token.scope, token.value)
}

/** PKCE, S256 (RFC 7636, section 4.2). */
const challengeOf = (verifier = '') => createHash('sha256').update(verifier).digest('base64url')

function accountOf ({ accounts }: Sandbox, id: string): Account {
  const account = accounts.get(id)
  if (account === undefined) throw new OAuthError('invalid_grant', 'the account of this grant was deleted', DEAD_REFRESH_TOKEN)
  return account
}

function granted (sandbox: Sandbox, account: Account, clientId: string, scope: string, refreshToken: string): Granted {
  const { value: accessToken } = sandbox.part(Tokens).issue('access', account, scope)
  return { account, clientId, accessToken, refreshToken, scope, expiresIn: lifetimeInSeconds('access') }
}
