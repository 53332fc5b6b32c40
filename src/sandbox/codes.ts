import type { Purpose } from './inbox.ts'

/** A code that was sent and not used yet. */
export interface PendingCode {
  readonly account: string
  readonly purpose: Purpose
  readonly code: string
  /** E.164; the number that the code was sent to */
  readonly phoneNumber: string
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly expiresAt: number
  /** Wrong tries so far. */
  readonly attempts: number
}

/** The pending codes of one sandbox: at most one for each account and purpose. */
export class PendingCodes {
  readonly #codes = new Map<string, PendingCode>()
  /** Accounts by purpose and code, oldest first. */
  readonly #accounts = new Map<string, Set<string>>()

  get (account: string, purpose: Purpose): PendingCode | undefined {
    return this.#codes.get(`${purpose} ${account}`)
  }

  /** Stores a code in place of the account's earlier one for the same purpose. */
  put (code: PendingCode): void {
    this.delete(code)
    this.#codes.set(`${code.purpose} ${code.account}`, code)
    const key = `${code.purpose} ${code.code}`
    const accounts = this.#accounts.get(key) ?? new Set()
    this.#accounts.set(key, accounts.add(code.account))
  }

  delete ({ account, purpose }: Pick<PendingCode, 'account' | 'purpose'>): void {
    const pending = this.get(account, purpose)
    if (pending === undefined) return
    this.#codes.delete(`${purpose} ${account}`)
    const key = `${purpose} ${pending.code}`
    const accounts = this.#accounts.get(key)
    accounts?.delete(account)
    if (accounts?.size === 0) this.#accounts.delete(key)
  }

  /** What is pending under a code that tells no account; of several (a fixed code) the newest. */
  find (purpose: Purpose, code: string): PendingCode | undefined {
    const account = [...this.#accounts.get(`${purpose} ${code}`) ?? []].at(-1)
    return account === undefined ? undefined : this.get(account, purpose)
  }

  values (): Iterable<PendingCode> {
    return this.#codes.values()
  }

  clear (): void {
    this.#codes.clear()
    this.#accounts.clear()
  }
}
