import type { Purpose } from '../wire/sms.ts'

/** A code that was sent and not used yet. */
export interface PendingCode {
  readonly account: string
  readonly purpose: Purpose
  readonly code: string
  /** E.164; the number that the code was sent to */
  readonly phoneNumber: string
  /** Milliseconds since 1970, by the sandbox's clock; absent in snapshots of an earlier version. */
  readonly sentAt?: number
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly expiresAt: number
  /** Wrong tries so far. */
  readonly attempts: number
}

/** The pending codes of one sandbox: at most one for each account and purpose. */
export class PendingCodes {
  /** By account, for each purpose. */
  readonly #codes: Readonly<Record<Purpose, Map<string, PendingCode>>> =
    { phoneNumberCertification: new Map(), enrollment: new Map(), resetPIN: new Map() }

  /** Accounts by activation code, oldest first: only the device protocol has to find an account by a code. */
  readonly #accounts = { enrollment: new Map<string, Set<string>>(), resetPIN: new Map<string, Set<string>>() }

  get (account: string, purpose: Purpose): PendingCode | undefined {
    return this.#codes[purpose].get(account)
  }

  /** Stores a code in place of the account's earlier one for the same purpose. */
  put (pending: PendingCode): void {
    const { account, purpose, code } = pending
    if (purpose !== 'phoneNumberCertification') {
      this.delete(pending)
      const accounts = this.#accounts[purpose].get(code) ?? new Set()
      this.#accounts[purpose].set(code, accounts.add(account))
    }
    this.#codes[purpose].set(account, pending)
  }

  delete ({ account, purpose }: Pick<PendingCode, 'account' | 'purpose'>): void {
    const pending = this.get(account, purpose)
    if (pending === undefined) return
    this.#codes[purpose].delete(account)
    if (purpose === 'phoneNumberCertification') return
    const accounts = this.#accounts[purpose].get(pending.code)
    accounts?.delete(account)
    if (accounts?.size === 0) this.#accounts[purpose].delete(pending.code)
  }

  /** What is pending under a code that tells no account; of several (a fixed code) the newest. */
  find (purpose: 'enrollment' | 'resetPIN', code: string): PendingCode | undefined {
    const account = [...this.#accounts[purpose].get(code) ?? []].at(-1)
    return account === undefined ? undefined : this.get(account, purpose)
  }

  * values (): Iterable<PendingCode> {
    for (const codes of Object.values(this.#codes)) yield * codes.values()
  }

  clear (): void {
    for (const codes of [...Object.values(this.#codes), ...Object.values(this.#accounts)]) codes.clear()
  }
}
