import { isDeepStrictEqual } from 'node:util'
import { type Account, weightOfAccount } from './account.ts'
import type { Fixtures } from './fixtures.ts'
import type { MemoryShare } from '../memory/memory.ts'
import { AccountIndex, byInweboId, byLogin, byPassword, byPhoneNumber, byPin, type Key, lettersOf } from './account-index.ts'

/** An account before and after a change; `undefined` where there was or is none. */
export interface AccountChange {
  readonly id: string
  readonly before: Account | undefined
  readonly after: Account | undefined
}

/** How many accounts a sandbox takes in addition to its fixtures. */
export const MAX_OWN_ACCOUNTS = 100_000

/** The accounts of one sandbox: the shared fixtures, under what this sandbox has put or deleted. */
export class Accounts {
  readonly #fixtures: Fixtures
  /** Accounts put here; `null` is a fixture deleted here. */
  readonly #own = new Map<string, Account | null>()
  /** Indexes of the own accounts, each made when somebody first asks by it: most sandboxes never do. */
  readonly #indexes = new Map<Key, AccountIndex>()
  readonly #changed: (change: AccountChange) => void
  readonly #memory: MemoryShare
  #size: number

  /** @param changed called after each change of an account */
  constructor (fixtures: Fixtures, memory: MemoryShare, changed: (change: AccountChange) => void = () => {}) {
    this.#fixtures = fixtures
    this.#memory = memory
    this.#changed = changed
    this.#size = fixtures.size
  }

  get size (): number {
    return this.#size
  }

  /** Whether one more account would be too many. */
  get full (): boolean {
    return this.#own.size >= this.#fixtures.size + MAX_OWN_ACCOUNTS
  }

  get (id: string): Account | undefined {
    const own = this.#own.get(id)
    if (own !== undefined) return own ?? undefined
    return this.#fixtures.get(id)
  }

  /** Whether an account is as in the fixtures; `none` where those have no account of this id. */
  fixtureState (id: string): 'same' | 'changed' | 'none' {
    const fixture = this.#fixtures.get(id)
    if (fixture === undefined) return 'none'
    return isDeepStrictEqual(this.get(id), fixture) ? 'same' : 'changed'
  }

  /** Puts an account back to the fixtures; `undefined` where those have none of this id. */
  putFixture (id: string): Account | undefined {
    const fixture = this.#fixtures.get(id)
    if (fixture !== undefined) this.put(fixture)
    return fixture
  }

  /** Fixtures first, each in the order it came. */
  * values (): Iterable<Account> {
    for (const fixture of this.#fixtures.values()) {
      const account = this.get(fixture.id)
      if (account !== undefined) yield account
    }
    for (const [id, account] of this.#own) {
      if (account !== null && this.#fixtures.get(id) === undefined) yield account
    }
  }

  /** The ids of the accounts, in their order. */
  * ids (): Generator<string> {
    for (const { id } of this.values()) yield id
  }

  /** An account that trusts this E.164 number. */
  findByPhone (number: string): Account | undefined {
    return this.#find(byPhoneNumber, number)
  }

  /** The account of this id, or of this login in capital or small letters. */
  findLogin (login: string): Account | undefined {
    return this.get(login) ?? this.#find(byLogin, lettersOf(login))
  }

  /** The account of the device that inWebo gave this id. */
  findByInweboId (id: string): Account | undefined {
    return this.#find(byInweboId, id)
  }

  /** Whether an account has this PIN. */
  hasPin (pin: string): boolean {
    return this.#find(byPin, pin) !== undefined
  }

  /** Whether an account has this password. */
  hasPassword (password: string): boolean {
    return this.#find(byPassword, password) !== undefined
  }

  /** Stores an account, new or changed. */
  put (account: Account): void {
    const before = this.get(account.id)
    this.#store(account, before)
    this.#changed({ id: account.id, before, after: account })
  }

  delete (id: string): boolean {
    const before = this.get(id)
    if (before === undefined) return false
    this.#forget(id)
    this.#changed({ id, before, after: undefined })
    return true
  }

  /** Back to the fixtures. */
  reset (): void {
    for (const own of this.#own.values()) this.#memory.add(-weightOfAccount(own))
    this.#own.clear()
    for (const index of this.#indexes.values()) index.clear()
    this.#size = this.#fixtures.size
  }

  /** What differs from the fixtures: the accounts put here, and the ids of the fixtures deleted here. */
  get changes (): { readonly put: readonly Account[], readonly deleted: readonly string[] } {
    const own = [...this.#own]
    return {
      put: own.flatMap(([, account]) => account ?? []),
      deleted: own.flatMap(([id, account]) => account === null ? [id] : [])
    }
  }

  /**
   * Takes over accounts in place of all changes, without emitting `account` events.
   *
   * @param deleted ids of the fixtures that are gone, others are nobody's; all that are not among the accounts when absent
   */
  restore (accounts: readonly Account[], deleted?: readonly string[]): void {
    const kept = new Set(accounts.map(({ id }) => id))
    this.reset()
    for (const id of deleted ?? [...this.#fixtures.values()].map(({ id }) => id)) {
      if (!kept.has(id) && this.get(id) !== undefined) this.#forget(id)
    }
    for (const account of accounts) {
      const before = this.get(account.id)
      if (!isDeepStrictEqual(account, before)) this.#store(account, before)
    }
  }

  #index (key: Key): AccountIndex {
    const index = this.#indexes.get(key) ?? new AccountIndex(key, [...this.#own.values()].filter((own) => own !== null))
    this.#indexes.set(key, index)
    return index
  }

  #find (key: Key, value: string): Account | undefined {
    const [own] = this.#index(key).find(value)
    if (own !== undefined) return this.get(own)
    for (const id of this.#fixtures.find(key, value)) {
      const account = this.get(id)
      if (account !== undefined && key.valuesOf(account).includes(value)) return account
    }
    return undefined
  }

  #store (account: Account, before: Account | undefined): void {
    const own = this.#own.get(account.id)
    this.#setOwn(account.id, account)
    for (const index of this.#indexes.values()) index.replace(own, account)
    if (before === undefined) this.#size++
  }

  #forget (id: string): void {
    const own = this.#own.get(id)
    if (own) for (const index of this.#indexes.values()) index.remove(own)
    this.#setOwn(id, this.#fixtures.get(id) === undefined ? undefined : null)
    this.#size--
  }

  /** Sets what the sandbox has in place of a fixture; `undefined` is nothing. */
  #setOwn (id: string, account: Account | null | undefined): void {
    this.#memory.add(weightOfAccount(account) - weightOfAccount(this.#own.get(id)))
    if (account === undefined) this.#own.delete(id)
    else this.#own.set(id, account)
  }
}
