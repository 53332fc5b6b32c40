import type { Account } from './account.ts'

/** What to index. The index is only updated when `field` changes. */
export interface Key {
  readonly field: keyof Account
  readonly valuesOf: (account: Account) => readonly string[]
}

export const byPhoneNumber: Key = {
  field: 'trustedPhoneNumber',
  valuesOf: ({ trustedPhoneNumber }) => trustedPhoneNumber === null ? [] : [trustedPhoneNumber]
}

/** By login as `lettersOf` has it. */
export const byLogin: Key = {
  field: 'login',
  valuesOf: ({ login }) => [lettersOf(login)]
}

/** A login without the difference of capital letters: a phone's keyboard begins an e-mail address with one. */
export const lettersOf = (login: string): string => login.toLowerCase()

export const byPin: Key = {
  field: 'pin',
  valuesOf: ({ pin }) => pin === undefined ? [] : [pin]
}

export const byPassword: Key = {
  field: 'password',
  valuesOf: ({ password }) => password === undefined ? [] : [password]
}

/** By inWebo's ids of the account's devices. */
export const byInweboId: Key = {
  field: 'devices',
  valuesOf: ({ devices }) => devices.flatMap(({ inwebo }) => inwebo === undefined ? [] : [inwebo.id])
}

/** Finds the ids of accounts by a value that several may share, at a cost that does not grow with their number. */
export class AccountIndex {
  readonly key: Key
  /** One id as it is: hardly a value has two, and a set for each would be most of what the index takes. */
  readonly #ids = new Map<string, string | Set<string>>()

  constructor (key: Key, accounts: Iterable<Account> = []) {
    this.key = key
    for (const account of accounts) this.add(account)
  }

  /** Indexes an account in place of its earlier state. */
  replace (before: Account | null | undefined, after: Account): void {
    const { field } = this.key
    if (before?.[field] === after[field]) return
    if (before) this.remove(before)
    this.add(after)
  }

  add (account: Account): void {
    for (const key of this.key.valuesOf(account)) {
      const ids = this.#ids.get(key)
      if (ids instanceof Set) ids.add(account.id)
      else if (ids !== account.id) this.#ids.set(key, ids === undefined ? account.id : new Set([ids, account.id]))
    }
  }

  remove (account: Account): void {
    for (const key of this.key.valuesOf(account)) {
      const ids = this.#ids.get(key)
      if (ids instanceof Set) ids.delete(account.id)
      if (ids === account.id || (ids instanceof Set && ids.size === 0)) this.#ids.delete(key)
    }
  }

  /** Ids of the accounts with this value, oldest first. */
  find (key: string): Iterable<string> {
    const ids = this.#ids.get(key)
    return typeof ids === 'string' ? [ids] : ids ?? []
  }

  clear (): void {
    this.#ids.clear()
  }
}
