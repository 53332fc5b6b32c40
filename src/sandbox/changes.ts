import type { Account } from './accounts/account.ts'
import type { AccountChange } from './accounts/accounts.ts'

/** A car before and after a change, as its fields. */
export interface VehicleChange {
  /** Id of the account that caused it. */
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

/** Notes what each call changes in a sandbox. */
export class Tracker {
  readonly #tell: (id: string, account: Account | undefined) => void
  /** Of the call that runs. */
  #changes: Changes | undefined

  /** @param tell called for each account that was changed: at once, or where a call runs once at its end */
  constructor (tell: (id: string, account: Account | undefined) => void) {
    this.#tell = tell
  }

  /** Runs a synchronous function and notes what it changes: no other call can come between. */
  track<T> (changes: Changes, run: () => T): T {
    const earlier = changes.accounts.length
    this.#changes = changes
    try {
      return run()
    } finally {
      this.#changes = undefined
      if (changes.accounts.length > earlier) this.#tellOf(changes.accounts.slice(earlier))
    }
  }

  noteAccount (change: AccountChange): void {
    if (this.#changes === undefined) this.#tell(change.id, change.after)
    else this.#changes.accounts.push(change)
  }

  /** Notes a message that was sent. */
  noteMessage (id: string): void {
    this.#changes?.messages.push(id)
  }

  noteVehicle (change: VehicleChange): void {
    if (this.#changes === undefined) return
    this.#changes.vehicles ??= []
    this.#changes.vehicles.push(change)
  }

  /** Tells of each account once, as it is at the end. */
  #tellOf (changes: readonly AccountChange[]): void {
    const [first] = changes
    if (changes.length === 1 && first !== undefined) return this.#tell(first.id, first.after)
    const latest = new Map(changes.map(({ id, after }) => [id, after]))
    for (const [id, account] of latest) this.#tell(id, account)
  }
}
