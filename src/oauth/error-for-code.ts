import { type ErrorCode, isErrorCode, labelOf, statusOf } from '../codes/catalogue.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Target } from '../targets/targets.ts'
import type { Effect } from '../effects/index.ts'
import { DEAD_REFRESH_TOKEN, OAuthError } from './oauth-error.ts'
import { apiError, gatewayError, type RestError, TOKEN_INVALID } from './rest-error.ts'

/** What a code of the SDK becomes at an endpoint that answers as OAuth or as the gateway does. */
export type ErrorForCode = (code: ErrorCode, reason: string, sandbox: Sandbox) => RestError | OAuthError

/** An endpoint that faults can hit, with what a code becomes there. */
export interface JsonTarget extends Target {
  readonly errorFor: ErrorForCode
}

/** Codes of the inWebo service from here on. */
const FIRST_INWEBO_CODE = 2303

const isAboutLogin = (code: ErrorCode): boolean => code === 2301 || code === 2302

/** The error of an endpoint that answers with data: the gateway's, or the API's own 404. */
export const restErrorFor: ErrorForCode = (code, reason, sandbox) => {
  if (isAboutLogin(code)) return gatewayError(401, TOKEN_INVALID, reason)
  const label = labelOf(code, sandbox.settings.sdkVersion)
  const status = statusOf(code)
  return status === 404 ? apiError(sandbox, 40401, label) : gatewayError(status, label, reason)
}

/** The error of an endpoint that gives a token for a one-time password. */
export const grantErrorFor: ErrorForCode = (code, reason, sandbox) =>
  code >= FIRST_INWEBO_CODE ? new OAuthError('invalid_grant', reason) : restErrorFor(code, reason, sandbox)

/** The error of the endpoint that gives the tokens of a login. */
export const loginErrorFor: ErrorForCode = (code, reason, sandbox) =>
  isAboutLogin(code) ? new OAuthError('invalid_grant', reason, DEAD_REFRESH_TOKEN) : grantErrorFor(code, reason, sandbox)

/** The error of a login that the user cancels. */
export const deniedFor = (_code: ErrorCode, reason: string): OAuthError => new OAuthError('access_denied', reason)

/** The error that an effect asks for at an endpoint, if it asks for one; a number that is not a code counts as 2000. */
export function injectedError<Failure> ({ errorFor }: { errorFor: (code: ErrorCode, reason: string, sandbox: Sandbox) => Failure }, effect: Effect | null, sandbox: Sandbox): Failure | undefined {
  if (effect === null || !('error' in effect)) return undefined
  const code = isErrorCode(effect.error) ? effect.error : 2000
  return errorFor(code, `a fault asks for ${code}`, sandbox)
}
