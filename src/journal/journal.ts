import type { Account } from '../sandbox/account.ts'
import { Ring } from '../sandbox/ring.ts'

/** An account before and after a request; `undefined` where there was or is none. */
export interface AccountChange {
  readonly id: string
  readonly before: Account | undefined
  readonly after: Account | undefined
}

/**
 * What is known of a request by the time it is answered. It is filled in as the request goes on, as references only:
 * what a reader wants (masked parameters, changed fields) is worked out when somebody reads.
 */
export interface JournalEntry {
  /** The transaction id. */
  readonly id: string
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly at: number
  readonly face: string
  /** Id of the operation, such as `set.smscode.modifyPhoneNumber` or `inwebo.otp`. */
  operation: string | undefined
  /** Id of the account that the request concerns. */
  account: string | undefined
  /** What the device calls itself. */
  device: string | undefined
  /** E.164 */
  phoneNumber: string | undefined
  /** As they came, secrets and all. */
  parameters: Readonly<Record<string, unknown>> | undefined
  /** The fault that hit the request; one that the request asked for itself has no rule. */
  fault: { readonly rule?: string, readonly effect: unknown, readonly delay: number } | undefined
  /** What the request changed, in order. */
  readonly changes: AccountChange[]
  /** What the message said; `null` where there was none, as a fault broke it. */
  status: 'SUCCEEDED' | 'FAILED' | null
  /** HTTP status of the answer; `null` where the client got none. */
  httpStatus: number | null
  /** What it was refused with: a PIMS code, or the face's own error. */
  code: number | string | undefined
  /** Milliseconds. */
  duration: number
  /** Why it was refused, where a face knows more than its answer may say. */
  reason: string | undefined
}

/** How often each operation was answered with each code; `undefined` is success. */
export type Coverage = ReadonlyMap<string, ReadonlyMap<number | string | undefined, number>>

/** The requests of one sandbox: the newest of them, and how often each operation gave each answer. */
export class Journal {
  readonly #entries: Ring<JournalEntry>
  readonly #recorded: (entry: JournalEntry) => void
  readonly #coverage = new Map<string, Map<number | string | undefined, number>>()

  /**
   * @param size entries to keep; 0 keeps none
   * @param recorded called with every entry
   */
  constructor (size: number, recorded: (entry: JournalEntry) => void) {
    this.#entries = new Ring(size)
    this.#recorded = recorded
  }

  /** Adds an entry that is complete. */
  record (entry: JournalEntry): void {
    const { operation, status, code } = entry
    if (operation !== undefined && (status === 'SUCCEEDED' || code !== undefined)) this.#count(operation, code)
    this.#entries.push(entry)
    this.#recorded(entry)
  }

  newestFirst (): Iterable<JournalEntry> {
    return this.#entries.newestFirst()
  }

  /** Answers since the sandbox began; entries forgotten and a reset take nothing away, so a suite adds up. */
  get coverage (): Coverage {
    return this.#coverage
  }

  clear (): void {
    this.#entries.clear()
  }

  #count (operation: string, code: number | string | undefined): void {
    let codes = this.#coverage.get(operation)
    if (codes === undefined) this.#coverage.set(operation, codes = new Map())
    codes.set(code, (codes.get(code) ?? 0) + 1)
  }
}
