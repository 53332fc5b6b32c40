import type { AccountChange } from './accounts/accounts.ts'

/** What a call changed in its sandbox, in the order in which it happened. */
export interface Changes {
  readonly accounts: AccountChange[]
  /** Ids of the messages that were sent, whether they have arrived or not. */
  readonly messages: string[]
}

/** A list of changes to begin with. */
export const noChanges = (): Changes => ({ accounts: [], messages: [] })
