import { redeemOtp } from '../inwebo/issue-otp.ts'
import { DEAD_REFRESH_TOKEN, OAuthError } from '../oauth/oauth-error.ts'
import { lifetimeInSeconds } from '../oauth/token.ts'
import { Tokens } from '../oauth/tokens.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

const SCOPE = 'openid profile remoteaccess'

/** The token that opens a car, as the live service answers it: only an OTP gives a refresh token. */
export type RemoteToken = {
  readonly access_token: string
  readonly token_type: 'Bearer'
  /** Seconds. */
  readonly expires_in: number
  readonly scope: string
  readonly refresh_token?: string
}

/**
 * Exchanges a one-time password or a refresh token for a remote token (docs/reference/cvs-oauth.md#6-the-remote-token).
 * @throws OAuthError, or InweboError for a one-time password that is not accepted
 */
export function grantRemoteToken (sandbox: Sandbox, account: Account, { grant_type: type, password, refresh_token: refreshToken }: Readonly<Record<string, unknown>>): RemoteToken {
  if (type === 'password') return grantOtp(sandbox, account, password)
  if (type === 'refresh_token') return grantRefresh(sandbox, account, refreshToken)
  throw new OAuthError('unsupported_grant_type', `grant_type is ${typeof type === 'string' ? `"${type.slice(0, 50)}"` : 'missing'}: it should be password, with a one-time password, or refresh_token`)
}

function grantOtp (sandbox: Sandbox, account: Account, password: unknown): RemoteToken {
  if (typeof password !== 'string' || password === '') throw new OAuthError('invalid_request', 'password is missing: it is the one-time password')
  redeemOtp(sandbox, account, password)
  const { value } = sandbox.part(Tokens).issue('remoteRefresh', account, SCOPE)
  return { ...issue(sandbox, account), refresh_token: value }
}

function grantRefresh (sandbox: Sandbox, account: Account, value: unknown): RemoteToken {
  const tokens = sandbox.part(Tokens)
  const text = typeof value === 'string' ? value : undefined
  const token = tokens.find('remoteRefresh', text)
  if (token === undefined) throw new OAuthError('invalid_grant', tokens.explain('remoteRefresh', text), DEAD_REFRESH_TOKEN)
  if (token.account !== account.id) throw new OAuthError('invalid_grant', `the remote refresh token belongs to ${token.account}, the access token to ${account.id}`, DEAD_REFRESH_TOKEN)
  return issue(sandbox, account)
}

function issue (sandbox: Sandbox, account: Account): RemoteToken {
  const { value, scope } = sandbox.part(Tokens).issue('remoteAccess', account, SCOPE)
  return { access_token: value, token_type: 'Bearer', expires_in: lifetimeInSeconds('remoteAccess'), scope }
}
