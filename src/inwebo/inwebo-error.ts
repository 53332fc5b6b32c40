import { StacklessError } from '../lib/stackless-error.ts'

/** Why the inWebo service refuses something, in no face's words: each face has a table of its own. */
export const REFUSALS = [
  'blocked',
  'pin-blocked',
  'not-synchronised',
  'not-activated',
  'no-service',
  'access-refused',
  'old-library',
  'upgrade-required',
  'sync-failed',
  'otp-limit',
  'enrolment-limit',
  'no-device',
  'not-enrolled',
  'wrong-code',
  'wrong-pin',
  'wrong-proof',
  'wrong-otp',
  'out-of-step',
  'too-late',
  'pin-reused',
  'malformed-pin',
  'malformed',
  'unknown-mode'
] as const

export type InweboRefusal = typeof REFUSALS[number]

/** A refusal of the inWebo service, on whichever face it was asked. */
export class InweboError extends StacklessError {
  readonly refusal: InweboRefusal

  /** @param reason for the author of a client: which input was wrong, and why; never a secret */
  constructor (refusal: InweboRefusal, reason: string) {
    super(reason)
    this.refusal = refusal
  }
}
