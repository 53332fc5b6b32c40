import type { Account } from './account.ts'

/** How many accounts a sandbox takes beside its fixtures. */
export const MAX_OWN_ACCOUNTS = 100_000

/** The accounts of the fixture file, parsed once and shared by every sandbox. */
export class Fixtures {
  readonly #byId: ReadonlyMap<string, Account>
  #byPhone: Map<string, string> | undefined

  constructor (accounts: readonly Account[]) {
    this.#byId = new Map(accounts.map((account) => [account.id, account]))
  }

  get size (): number {
    return this.#byId.size
  }

  get (id: string): Account | undefined {
    return this.#byId.get(id)
  }

  values (): Iterable<Account> {
    return this.#byId.values()
  }

  /** The id of the account that trusts the number; indexed on first use. */
  idByPhone (number: string): string | undefined {
    this.#byPhone ??= new Map([...this.#byId.values()].flatMap(({ id, trustedPhoneNumber }) =>
      trustedPhoneNumber === null ? [] : [[trustedPhoneNumber, id] as const]))
    return this.#byPhone.get(number)
  }
}

/** The accounts of one sandbox: the shared fixtures, under what this sandbox has put or deleted. */
export class Accounts {
  readonly #fixtures: Fixtures
  /** Accounts put here; `null` is a fixture deleted here. */
  readonly #own = new Map<string, Account | null>()
  readonly #ownByPhone = new Map<string, Set<string>>()
  readonly #changed: (id: string, account: Account | undefined) => void
  #size: number

  /** @param changed called after each change of an account, with `undefined` for one deleted */
  constructor (fixtures: Fixtures, changed: (id: string, account: Account | undefined) => void = () => {}) {
    this.#fixtures = fixtures
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

  /** An account that trusts this E.164 number. */
  findByPhone (number: string): Account | undefined {
    const [own] = this.#ownByPhone.get(number) ?? []
    if (own !== undefined) return this.get(own)
    const id = this.#fixtures.idByPhone(number)
    const account = id === undefined ? undefined : this.get(id)
    return account?.trustedPhoneNumber === number ? account : undefined
  }

  /** Stores an account, new or changed. */
  put (account: Account): void {
    const { id } = account
    const before = this.get(id)
    this.#unindex(id)
    this.#own.set(id, account)
    this.#index(account)
    if (before === undefined) this.#size++
    this.#changed(id, account)
  }

  delete (id: string): boolean {
    if (this.get(id) === undefined) return false
    this.#unindex(id)
    if (this.#fixtures.get(id) === undefined) this.#own.delete(id)
    else this.#own.set(id, null)
    this.#size--
    this.#changed(id, undefined)
    return true
  }

  /** Back to the fixtures. */
  reset (): void {
    this.#own.clear()
    this.#ownByPhone.clear()
    this.#size = this.#fixtures.size
  }

  #index ({ id, trustedPhoneNumber }: Account): void {
    if (trustedPhoneNumber === null) return
    const ids = this.#ownByPhone.get(trustedPhoneNumber)
    if (ids === undefined) this.#ownByPhone.set(trustedPhoneNumber, new Set([id]))
    else ids.add(id)
  }

  #unindex (id: string): void {
    const number = this.#own.get(id)?.trustedPhoneNumber
    if (number === null || number === undefined) return
    const ids = this.#ownByPhone.get(number)
    ids?.delete(id)
    if (ids?.size === 0) this.#ownByPhone.delete(number)
  }
}
