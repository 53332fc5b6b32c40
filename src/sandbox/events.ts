import type { ClockView } from '../wire/clock.ts'
import type { Account } from './accounts/account.ts'
import type { StoredSms } from './inbox.ts'

/** The events of a sandbox. A folder that emits others adds them here by declaration merging. */
export interface SandboxEvents {
  /**
   * A message has arrived; its code has changed (lost a try, its life, or come to its end); a fault holds it back until
   * `dueAt`, or has lost it.
   */
  sms: [sms: StoredSms, what: 'arrived' | 'changed' | 'heldBack' | 'lost', dueAt?: number]
  /** An account was put; `undefined` for one deleted. */
  account: [id: string, account: Account | undefined]
  /** The clock was moved, stopped or started. */
  clock: [ClockView]
  /** The inbox or the journal was emptied. */
  cleared: [{ readonly what: 'sms' | 'requests' }]
  reset: []
  /** The sandbox was dropped: no further event follows. */
  dropped: []
}
