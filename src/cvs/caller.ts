import { isRealm } from '../oauth/brands.ts'
import { identify } from '../oauth/identify.ts'
import type { Account } from '../sandbox/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { gatewayError, SECURITY_CHECKS, TOKEN_INVALID } from './rest-error.ts'

/**
 * The account that calls (docs/reference/cvs-oauth.md#3-headers-and-the-realm).
 * @param realm what the client sends as `x-introspect-realm`
 * @throws RestError 401
 */
export function callerOf (sandbox: Sandbox, token: string | undefined, realm: string | undefined): Account {
  if (realm !== undefined && !isRealm(realm)) throw gatewayError(401, SECURITY_CHECKS, 'x-introspect-realm is none of the five brands')
  const account = identify(sandbox, token)
  if (account === undefined) throw gatewayError(401, TOKEN_INVALID, token === undefined ? 'there is no Authorization: Bearer header' : 'the access token is unknown or expired')
  return account
}
