import { type ErrorCode, isErrorCode } from '../../codes/catalogue.ts'
import { StacklessError } from '../../lib/stackless-error.ts'
import { InweboError, type InweboRefusal } from '../inwebo-error.ts'

/** An `err` of the service API (docs/reference/service-api.md#1-get-fs). */
export type Err = 'OK' | 'NOK' | `NOK:${string}`

/** The `err` of each refusal of the inWebo service. What has no documented one is in the vendor's style. */
const ERRS: Readonly<Record<InweboRefusal, Err>> = {
  'wrong-otp': 'NOK:authentication failed',
  'wrong-pin': 'NOK:authentication failed',
  'wrong-proof': 'NOK:authentication failed',
  'wrong-code': 'NOK:authentication failed',
  blocked: 'NOK:account blocked',
  'pin-blocked': 'NOK:account blocked',
  'access-refused': 'NOK:access forbidden',
  'no-service': 'NOK:srv unknown',
  'no-device': 'NOK:NOMA',
  'not-enrolled': 'NOK:NOMA',
  'not-activated': 'NOK:NOMA',
  'not-synchronised': 'NOK:access forbidden',
  'out-of-step': 'NOK:access forbidden',
  'old-library': 'NOK:access forbidden',
  'upgrade-required': 'NOK:access forbidden',
  'otp-limit': 'NOK:access forbidden',
  'sync-failed': 'NOK:access forbidden',
  'pin-reused': 'NOK:SN',
  'malformed-pin': 'NOK:SN',
  malformed: 'NOK:SN',
  'unknown-mode': 'NOK:SN',
  'enrolment-limit': 'NOK:full',
  'too-late': 'NOK:TIMEOUT'
}

/** The `err` that means the same as a code of the SDK, where a fault asks for it. */
const ERRS_OF_CODES: { readonly [Code in ErrorCode]?: Err } = {
  2102: 'NOK:SN',
  2305: ERRS['wrong-otp'],
  2308: ERRS['access-refused'],
  2310: ERRS.blocked,
  2312: 'NOK:account unknown',
  2313: ERRS['not-activated'],
  2314: ERRS['no-service'],
  2317: 'NOK:FORBIDDEN'
}

/** A refusal in the words of the service API. */
export class ServiceError extends StacklessError {
  readonly err: Err

  /** @param reason for the author of a client: never a secret */
  constructor (err: Err, reason: string) {
    super(reason)
    this.err = err
  }
}

/** The `err` that a code becomes. */
export const errOfCode = (code: number): Err => (isErrorCode(code) ? ERRS_OF_CODES[code] : undefined) ?? 'NOK:server error'

const ERR = /^NOK(:.*)?$/
const isErr = (text: string | undefined): text is Err => text !== undefined && ERR.test(text)

/** The refusal that a fault asks for: the `err` that it gives, else that of its code. */
export const injectedRefusal = ({ error, wire }: { readonly error: number, readonly wire?: string | undefined }): ServiceError =>
  new ServiceError(isErr(wire) ? wire : errOfCode(error), `a fault asks for ${error}`)

/** A refusal as it is answered: an error that is made anew would cost as much as the rest of a request. */
export interface Refused {
  readonly err: Err
  readonly message: string
}

/** The refusal that an error of the domain is; none for any other error. */
export function refusalOf (error: unknown): Refused | undefined {
  if (error instanceof ServiceError) return error
  return error instanceof InweboError ? { err: ERRS[error.refusal], message: error.message } : undefined
}
