import { DEAD_REFRESH_TOKEN, OAuthError } from '../oauth/oauth-error.ts'
import { uuid } from '../oauth/tokens.ts'
import { isErrorCode, labelOf, statusOf } from '../codes/catalogue.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { apiError, gatewayError, type RestError, TOKEN_INVALID } from './rest-error.ts'

const LOGIN_CODES: ReadonlySet<number> = new Set([2301, 2302])
/** Codes of the inWebo service from here on. */
const FIRST_INWEBO_CODE = 2303

/** The error that a PIMS code becomes on the CVS and OAuth faces; a number that is not a code counts as 2000. */
export function errorForCode (sandbox: Sandbox, operation: string, error: number): RestError | OAuthError {
  const code = isErrorCode(error) ? error : 2000
  const reason = `a fault asks for ${code}`
  if (operation === 'oauth.authorize') return new OAuthError('access_denied', reason)
  if (LOGIN_CODES.has(code)) return operation === 'oauth.token' ? new OAuthError('invalid_grant', reason, DEAD_REFRESH_TOKEN) : gatewayError(401, TOKEN_INVALID, reason)
  if (operation.endsWith('.token') && code >= FIRST_INWEBO_CODE) return new OAuthError('invalid_grant', reason)
  const label = labelOf(code, sandbox.settings.sdkVersion)
  const status = statusOf(code)
  return status === 404
    ? apiError(40401, label, { now: sandbox.clock.now(), id: uuid(sandbox.random) })
    : gatewayError(status, label, reason)
}
