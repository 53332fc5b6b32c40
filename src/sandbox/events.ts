import type { Account } from './account.ts'
import type { Sms } from '../wire/sms.ts'

/** What happens in a sandbox, for those who watch. A room that emits other events adds them here by declaration merging. */
export interface SandboxEvents {
  sms: [Sms]
  /** An account was put; `undefined` for one deleted. */
  account: [id: string, account: Account | undefined]
  reset: []
  /** The sandbox is gone: whoever watches it can stop. */
  dropped: []
}
