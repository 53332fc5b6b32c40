import type { Purpose } from '../wire/sms.ts'
import type { Appointment } from './time/schedule.ts'

/** A message as the inbox keeps it; what became of its code is with the codes. */
export interface StoredSms {
  readonly id: string
  /** E.164 */
  readonly to: string
  readonly code: string
  /** Number of the code among those of the sandbox. */
  readonly codeId: number
  readonly purpose: Purpose
  /** Id of the account that the code belongs to. */
  readonly account: string
  readonly text: string
  /** ISO 8601, by the sandbox's clock. */
  readonly sentAt: string
  /** Milliseconds since 1970, by the sandbox's clock: when the code was to expire. */
  readonly expiresAt: number
}

/** A message on its way. */
export interface ScheduledSms extends Appointment {
  readonly sms: StoredSms
}

/**
 * What is told of a message: it has arrived; its code has changed (lost a try, its life, or come to its end); a fault holds it
 * back; or it is lost, to a fault or to others on their way for which there is more need.
 */
export type SmsNews = 'arrived' | 'changed' | 'heldBack' | 'lost'

/** A filter: what is absent matches anything. */
export type SmsFilter = { readonly [Key in 'to' | 'account' | 'purpose']?: string | undefined }

/** Whether a message passes a filter. */
export function matchesSms (sms: StoredSms, { to, account, purpose }: SmsFilter): boolean {
  return (to === undefined || sms.to === to) &&
    (account === undefined || sms.account === account) &&
    (purpose === undefined || sms.purpose === purpose)
}
