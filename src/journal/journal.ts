import type { AccountChange } from '../sandbox/accounts/accounts.ts'
import type { VehicleChange } from '../sandbox/changes.ts'
import type { End } from './end.ts'
import type { HttpTravel, MqttTravel } from './travel.ts'
import { Ring } from '../sandbox/memory/ring.ts'
import type { MemoryShare } from '../sandbox/memory/memory.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Face } from '../words/faces.ts'
import type { Direction, EntryStatus } from '../wire/request.ts'

declare module '../sandbox/events.ts' {
  interface SandboxEvents {
    /** A request was answered, or broken off by a fault. */
    request: [JournalEntry]
  }
}

/**
 * What is known of a request once it is answered: what it was about, and how it travelled. Nothing of it changes again but
 * its end. It holds references only: what a reader wants (masked parameters, changed fields) is worked out when somebody
 * reads.
 */
export interface JournalEntry {
  /** The transaction id. */
  readonly id: string
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly at: number
  /** When it came in: milliseconds of `monotonicTime`. */
  readonly arrival: number
  /** The time that its answer goes by: milliseconds since 1970, by the sandbox's clock; later than `at` where it was held back. */
  readonly answeredAt: number
  /** `null` for a request that no route takes. */
  readonly face: Face | null
  /** Id of the operation, such as `set.smscode.modifyPhoneNumber` or `inwebo.otp`. */
  readonly operation: string | undefined
  /** Id of the account that the request concerns. */
  readonly account: string | undefined
  /** What the device calls itself. */
  readonly device: string | undefined
  /** E.164 */
  readonly phoneNumber: string | undefined
  /** As they were sent, secrets included. */
  readonly parameters: Readonly<Record<string, unknown>> | undefined
  /** The fault that hit the request; one that the request asked for itself has no rule. */
  readonly fault: { readonly rule?: string, readonly effect: unknown, readonly delay: number } | undefined
  /** What the request changed, in order. */
  readonly changes: readonly AccountChange[]
  readonly vehicleChanges?: readonly VehicleChange[] | undefined
  /** What the answer said; `null` where a fault broke it, or put something else in its place. */
  readonly status: EntryStatus | null
  /** What it was refused with: a PIMS code, or the face's own error. */
  readonly code: number | string | undefined
  /** Why it was refused, for the author of a client; never a secret. */
  readonly reason: string | undefined
  /** What the client did against the protocol, and was let through with; never a secret. */
  readonly violation: string | undefined
  /** Id of the message that it sent. */
  readonly sms: string | undefined
  /** What carried it: `http`, or `sse`. */
  readonly channel: string
  /** Which way the message went that it is about: a client asked, or the server spoke. */
  readonly direction: Direction
  /** Whether the client got an answer, be it a broken one. */
  readonly isAnswered: boolean
  /** What the server spoke of itself, as JSON. */
  readonly message: string | undefined
  /** How it travelled, where that was HTTP. */
  readonly http: HttpTravel | undefined
  /** How it travelled, where that was MQTT. */
  readonly mqtt?: MqttTravel | undefined
  /** How its exchange ended, where that was not by an answer of the face (`undefined`); `null` as long as it goes on. */
  end: End | null | undefined
  /** Milliseconds. */
  readonly duration: number
  /** Bytes of memory that it takes, roughly. */
  readonly weight: number
}

/** How often each operation was answered with each code; `undefined` is success. */
export type Coverage = ReadonlyMap<string, ReadonlyMap<number | string | undefined, number>>

/** What is still known of entries that were forgotten. */
export interface ForgottenEntries {
  readonly count: number
  /** When the latest of them came, in milliseconds since 1970, by the sandbox's clock. */
  readonly latest: number
}

/** Why entries were forgotten: there were newer ones, or memory was short. */
export type ForgottenFor = 'newer' | 'memory'

/** The requests of one sandbox: the newest of them, and how often each operation gave each answer. */
export class Journal {
  readonly #entries: Ring<JournalEntry>
  readonly #events: Sandbox['events']
  readonly #memory: MemoryShare
  readonly #coverage = new Map<string, Map<number | string | undefined, number>>()
  readonly #forgotten = new Map<string | undefined, ForgottenEntries>()
  readonly #forgottenFor = new Set<ForgottenFor>()
  #asked = 0

  constructor ({ settings, events, memory }: Sandbox) {
    this.#memory = memory
    this.#entries = new Ring(settings.journalSize)
    this.#events = events
  }

  /** Adds an entry that is complete. */
  record (entry: JournalEntry): void {
    const { operation, status, code } = entry
    if (operation !== undefined && (status === 'SUCCEEDED' || code !== undefined)) this.#count(operation, code)
    if (entry.direction === 'in') this.#asked++
    const forgotten = this.#entries.push(entry)
    this.#memory.add(entry.weight - (forgotten?.weight ?? 0))
    if (forgotten !== undefined) this.#forget(forgotten, 'newer')
    this.#events.emit('request', entry)
  }

  /** How many entries are kept. */
  get size (): number {
    return this.#entries.size
  }

  /** How many requests came since the sandbox began or was reset, kept or not. */
  get asked (): number {
    return this.#asked
  }

  newestFirst (): Iterable<JournalEntry> {
    return this.#entries.newestFirst()
  }

  /** The kept entry of this id. */
  find (id: string): JournalEntry | undefined {
    return this.#entries.findNewest((entry) => entry.id === id)
  }

  /** The entries that are no longer kept, by operation; those that were cleared away are not among them. */
  get forgotten (): ReadonlyMap<string | undefined, ForgottenEntries> {
    return this.#forgotten
  }

  get forgottenFor (): ReadonlySet<ForgottenFor> {
    return this.#forgottenFor
  }

  /** Answers since the sandbox began; entries forgotten and a reset take nothing away, so a suite adds up. */
  get coverage (): Coverage {
    return this.#coverage
  }

  clear (): void {
    this.#release(this.#entries.clear())
    this.#forgotten.clear()
    this.#forgottenFor.clear()
  }

  /** Forgets the entries; the coverage goes on. */
  reset (): void {
    this.clear()
    this.#asked = 0
  }

  /** Forgets the older half, to give memory back. */
  forgetHistory (): void {
    const forgotten = this.#entries.halve()
    this.#release(forgotten)
    for (const entry of forgotten) this.#forget(entry, 'memory')
  }

  #forget ({ operation, at }: JournalEntry, why: ForgottenFor): void {
    const { count, latest } = this.#forgotten.get(operation) ?? { count: 0, latest: -Infinity }
    this.#forgotten.set(operation, { count: count + 1, latest: Math.max(latest, at) })
    this.#forgottenFor.add(why)
  }

  #release (entries: readonly JournalEntry[]): void {
    for (const { weight } of entries) this.#memory.add(-weight)
  }

  #count (operation: string, code: number | string | undefined): void {
    let codes = this.#coverage.get(operation)
    if (codes === undefined) this.#coverage.set(operation, codes = new Map())
    codes.set(code, (codes.get(code) ?? 0) + 1)
  }
}
