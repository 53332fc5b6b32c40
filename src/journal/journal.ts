import type { AccountChange } from '../sandbox/accounts.ts'
import { Ring } from '../sandbox/ring.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

declare module '../sandbox/events.ts' {
  interface SandboxEvents {
    /** A request was answered, or broken off by a fault. */
    request: [JournalEntry]
  }
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
  readonly #events: Sandbox['events']
  readonly #coverage = new Map<string, Map<number | string | undefined, number>>()

  constructor ({ settings, events }: Sandbox) {
    this.#entries = new Ring(settings.journalSize)
    this.#events = events
  }

  /** Adds an entry that is complete. */
  record (entry: JournalEntry): void {
    const { operation, status, code } = entry
    if (operation !== undefined && (status === 'SUCCEEDED' || code !== undefined)) this.#count(operation, code)
    this.#entries.push(entry)
    this.#events.emit('request', entry)
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

  /** Forgets the entries; the coverage goes on. */
  reset (): void {
    this.clear()
  }

  #count (operation: string, code: number | string | undefined): void {
    let codes = this.#coverage.get(operation)
    if (codes === undefined) this.#coverage.set(operation, codes = new Map())
    codes.set(code, (codes.get(code) ?? 0) + 1)
  }
}
