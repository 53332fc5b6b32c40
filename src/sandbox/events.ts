import type { ClockView } from '../wire/clock.ts'
import type { Account } from './accounts/account.ts'
import type { SmsNews, StoredSms } from './sms.ts'

/** The events of a sandbox. A folder that emits others adds them here by declaration merging. */
export interface SandboxEvents {
  /** Something has become of a message; one that is held back arrives at `dueAt`. */
  sms: [sms: StoredSms, what: SmsNews, dueAt?: number]
  /** An account was put, once for all that a call changed of it; `undefined` for one deleted. */
  account: [id: string, account: Account | undefined]
  /** The clock was moved, stopped or started. */
  clock: [ClockView]
  /** The inbox or the journal was emptied. */
  cleared: [{ readonly what: 'sms' | 'requests' }]
  reset: []
  /** The sandbox was dropped: no further event follows. */
  dropped: []
}
