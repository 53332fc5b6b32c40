import { EventEmitter } from 'node:events'
import type { TSchema } from '@sinclair/typebox'
import type { Account } from './account.ts'
import { Accounts, type Fixtures } from './accounts.ts'
import { Clock } from './clock.ts'
import { PendingCodes } from './codes.ts'
import { History } from './event-log.ts'
import { Inbox, type Sms } from './inbox.ts'
import { Journal, type JournalEntry } from '../journal/journal.ts'
import { Random } from './random.ts'
import type { Settings } from './settings.ts'

/** A part of a sandbox that an outer layer owns (faults, tokens): made on first use, gone with a reset. */
export type Part<T> = new (sandbox: Sandbox) => T

/** A part whose state belongs into a snapshot: under its key, as its schema says. */
export interface SavedPart {
  new (sandbox: Sandbox): { save (): unknown, restore (state: never): void }
  readonly key: string
  readonly StateSchema: TSchema
}

/** What happens in a sandbox, for those who watch. */
export interface SandboxEvents {
  sms: [Sms]
  request: [JournalEntry]
  /** A rule was put, deleted or hit, or all were cleared (then without an id). */
  fault: [{ readonly what: 'put' | 'deleted' | 'hit' | 'cleared', readonly id?: string, readonly hits?: number, readonly remaining?: number | null }]
  account: [id: string, account: Account | undefined]
  reset: []
  /** The sandbox is gone: whoever watches it can stop. */
  dropped: []
}

/** What a sandbox is made of. */
export interface SandboxOptions {
  readonly settings: Settings
  readonly fixtures: Fixtures
  /** The machine's time, in milliseconds since 1970. */
  readonly machine?: (() => number) | undefined
}

/** A complete world: all that the mock remembers, in memory and bounded. */
export class Sandbox {
  readonly id: string
  readonly settings: Settings
  readonly clock: Clock
  readonly random: Random
  readonly accounts: Accounts
  readonly codes = new PendingCodes()
  readonly inbox: Inbox
  readonly journal: Journal
  readonly events = new EventEmitter<SandboxEvents>().setMaxListeners(0)
  readonly #parts = new Map<Part<unknown>, unknown>()
  #history: History | undefined
  #seed: number | undefined
  #running = 0

  constructor (id: string, { settings, fixtures, machine }: SandboxOptions) {
    this.id = id
    this.settings = settings
    this.clock = new Clock(machine, () => this.inbox.catchUp())
    this.#seed = settings.seed
    this.random = new Random(this.#seed)
    this.accounts = new Accounts(fixtures, (id, account) => this.events.emit('account', id, account))
    this.inbox = new Inbox(settings.inboxSize, this.clock, (sms) => this.events.emit('sms', sms))
    this.journal = new Journal(settings.journalSize, (entry) => this.events.emit('request', entry))
  }

  /** The sandbox's own instance of a part. */
  part<T> (Kind: Part<T>): T {
    const found = this.#parts.get(Kind) as T | undefined
    if (found !== undefined) return found
    const made = new Kind(this)
    this.#parts.set(Kind, made)
    return made
  }

  /** What happened since somebody first asked for this. */
  get history (): History {
    this.#history ??= new History(this.events)
    return this.#history
  }

  /** Whether a request runs, waits or watches here. */
  get busy (): boolean {
    return this.#running > 0
  }

  /** Counts a request in, until `leave`. */
  enter (): void {
    this.#running++
  }

  leave (): void {
    this.#running--
  }

  /** What the random generator starts from, also after a reset; drawn by the machine when absent. */
  get seed (): number | undefined {
    return this.#seed
  }

  /** Starts the random generator anew, from a seed that a reset comes back to. */
  reseed (seed: number | undefined): void {
    this.#seed = seed
    this.random.reseed(seed)
  }

  /** Back to the fixtures, the machine's time and the first seed. */
  reset (): void {
    this.clock.reset()
    this.random.reseed(this.#seed)
    this.accounts.reset()
    this.codes.clear()
    this.inbox.clear()
    this.journal.clear()
    this.#parts.clear()
    this.events.emit('reset')
  }
}
