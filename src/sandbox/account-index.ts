import type { Account } from './account.ts'

/** The values by which an account is found. */
export type KeysOf = (account: Account) => readonly string[]

export const phoneNumbersOf: KeysOf = ({ trustedPhoneNumber }) => trustedPhoneNumber === null ? [] : [trustedPhoneNumber]

/** inWebo's ids of the account's devices. */
export const inweboIdsOf: KeysOf = ({ devices }) =>
  devices.flatMap(({ inwebo }) => inwebo === undefined ? [] : [inwebo.id])

/** Finds the ids of accounts by a value that several may share, at a cost that does not grow with their number. */
export class AccountIndex {
  readonly #keysOf: KeysOf
  readonly #ids = new Map<string, Set<string>>()

  constructor (keysOf: KeysOf, accounts: Iterable<Account> = []) {
    this.#keysOf = keysOf
    for (const account of accounts) this.add(account)
  }

  add (account: Account): void {
    for (const key of this.#keysOf(account)) {
      const ids = this.#ids.get(key)
      if (ids === undefined) this.#ids.set(key, new Set([account.id]))
      else ids.add(account.id)
    }
  }

  remove (account: Account): void {
    for (const key of this.#keysOf(account)) {
      const ids = this.#ids.get(key)
      ids?.delete(account.id)
      if (ids?.size === 0) this.#ids.delete(key)
    }
  }

  /** Ids of the accounts with this value, oldest first. */
  find (key: string): Iterable<string> {
    return this.#ids.get(key) ?? []
  }

  clear (): void {
    this.#ids.clear()
  }
}
