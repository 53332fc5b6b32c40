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

  get (account: string, purpose: Purpose): PendingCode | undefined {
    return this.#codes.get(`${purpose} ${account}`)
  }

  /** Stores a code in place of the account's earlier one for the same purpose. */
  put (code: PendingCode): void {
    this.#codes.set(`${code.purpose} ${code.account}`, code)
  }

  delete ({ account, purpose }: Pick<PendingCode, 'account' | 'purpose'>): void {
    this.#codes.delete(`${purpose} ${account}`)
  }

  values (): Iterable<PendingCode> {
    return this.#codes.values()
  }

  clear (): void {
    this.#codes.clear()
  }
}
