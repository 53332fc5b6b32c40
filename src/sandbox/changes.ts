import type { AccountChange } from './accounts/accounts.ts'

/** A car before and after a change, as its fields. */
export interface VehicleChange {
  /** Whose doing it was. */
  readonly account: string
  readonly vin: string
  readonly before: object
  readonly after: object
}

/** What a call changed in its sandbox, in the order in which it happened. */
export interface Changes {
  readonly accounts: AccountChange[]
  /** Ids of the messages that were sent, whether they have arrived or not. */
  readonly messages: string[]
  /** Absent where it changed no car. */
  vehicles?: VehicleChange[]
}

/** A list of changes to begin with. */
export const noChanges = (): Changes => ({ accounts: [], messages: [] })
