import { isRealm, REALM_NAMES } from '../oauth/brands.ts'
import { explainToken, identify } from '../accounts/identify.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { gatewayError, SECURITY_CHECKS, TOKEN_INVALID } from '../oauth/rest-error.ts'

/**
 * Finds the account that calls (docs/reference/cvs-oauth.md#3-headers-and-the-realm).
 * @param realm what the client sends as `x-introspect-realm`
 * @throws RestError 401
 */
export function callerOf (sandbox: Sandbox, token: string | undefined, realm: string | undefined): Account {
  if (realm !== undefined && !isRealm(realm)) throw gatewayError(401, SECURITY_CHECKS, `x-introspect-realm is "${realm.slice(0, 100)}": it should be ${REALM_NAMES}`)
  const account = identify(sandbox, token)
  if (account === undefined) throw gatewayError(401, TOKEN_INVALID, explainToken(sandbox, token))
  return account
}
