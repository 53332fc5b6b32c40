import { EventEmitter } from 'node:events'
import type { TSchema } from '@sinclair/typebox'
import { Dropped } from '../lib/errors.ts'
import { Accounts } from './accounts/accounts.ts'
import type { Fixtures } from './accounts/fixtures.ts'
import { viewClock } from './time/change-clock.ts'
import { type Changes, Tracker, type VehicleChange } from './changes.ts'
import { Clock } from './time/clock.ts'
import { Codes } from './codes.ts'
import { EventLog } from './event-log.ts'
import type { SandboxEvents } from './events.ts'
import { Inbox } from './inbox.ts'
import { type MemoryPool, MemoryShare } from './memory/memory.ts'
import { type PartOfSandbox, Parts } from './parts.ts'
import { Random } from './random.ts'
import { Schedule } from './time/schedule.ts'
import type { Settings } from './settings.ts'
import type { Targets } from '../targets/targets.ts'

/** A kind of part, made on first use. */
export type Part<T extends PartOfSandbox> = new (sandbox: Sandbox) => T

/** A part that is saved in snapshots under `key` and validated by `StateSchema`. */
export interface SavedPart {
  new (sandbox: Sandbox): PartOfSandbox & { save (): unknown, restore (state: never): void }
  readonly key: string
  readonly StateSchema: TSchema
  /**
   * Refuses what its schema cannot, before anything is restored.
   *
   * @throws Invalid
   */
  readonly check?: (state: never) => void
}

/** What a sandbox is made of. */
export interface SandboxOptions {
  readonly settings: Settings
  readonly fixtures: Fixtures
  readonly targets: Targets
  /** The machine's time, in milliseconds since 1970. */
  readonly machine?: (() => number) | undefined
  /** What it takes its memory from; without a limit when absent. */
  readonly memory?: MemoryPool | undefined
}

/** The sandbox of requests that name none; it is always there. */
export const DEFAULT_SANDBOX = 'default'

/** Bytes of a sandbox that holds nothing of its own yet. */
const EMPTY = 6000

/** A complete world: all that the mock remembers, in memory and bounded. */
export class Sandbox {
  readonly id: string
  readonly settings: Settings
  readonly targets: Targets
  readonly fixtures: Fixtures
  readonly clock: Clock
  readonly schedule: Schedule
  readonly random: Random
  readonly accounts: Accounts
  readonly codes: Codes
  readonly inbox: Inbox
  readonly events = new EventEmitter<SandboxEvents>().setMaxListeners(0)
  /** What it takes of the server's memory. */
  readonly memory: MemoryShare
  /** When it was last asked for: milliseconds since 1970, by the machine's clock. */
  usedAt = 0
  /** That the sandbox of this id before it was forgotten, and why: until a reset, from which on nobody misses anything. */
  loss: string | undefined
  readonly #parts: Parts<Sandbox> = new Parts<Sandbox>(this)
  #eventLog: EventLog | undefined
  readonly #tracker = new Tracker((id, account) => this.events.emit('account', id, account))
  #seed: number | undefined
  #running = 0
  /** What is called at its end; `undefined` after it. */
  #atEnd: Set<() => void> | undefined = new Set()

  constructor (id: string, { settings, fixtures, targets, machine, memory }: SandboxOptions) {
    this.id = id
    this.memory = new MemoryShare(memory)
    this.memory.add(EMPTY)
    this.settings = settings
    this.targets = targets
    this.fixtures = fixtures
    this.clock = new Clock(machine, () => {
      this.schedule.runDue()
      this.events.emit('clock', viewClock(this.clock))
    })
    this.schedule = new Schedule(this.clock, this.memory)
    this.#seed = settings.seed
    this.random = new Random(this.#seed, id === DEFAULT_SANDBOX ? '' : id)
    this.accounts = new Accounts(fixtures, this.memory, (change) => this.#tracker.noteAccount(change))
    this.inbox = new Inbox(settings.inboxSize, this.schedule, this.memory, (...news) => this.events.emit('sms', ...news), ({ id }) => this.#tracker.noteMessage(id))
    this.codes = new Codes(this.clock, this.memory, settings.inboxSize, (id) => this.inbox.tellOfCode(id))
  }

  /** The sandbox's own instance of a part. */
  part<T extends PartOfSandbox> (Kind: Part<T>): T {
    return this.#parts.of(Kind)
  }

  /** The events since this was first read. */
  get eventLog (): EventLog {
    this.#eventLog ??= new EventLog(this.events, this.memory)
    return this.#eventLog
  }

  /**
   * Runs a synchronous function and notes what it changes here: no other call can come between. Of each account that it
   * changed, readers are told once, as it is at the end.
   */
  track<T> (changes: Changes, run: () => T): T {
    return this.#tracker.track(changes, run)
  }

  /** Notes that the call that runs, if there is one, has changed a car. */
  note (change: VehicleChange): void {
    this.#tracker.noteVehicle(change)
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

  /** Restarts the random generator from a seed, which a reset returns to. */
  reseed (seed: number | undefined): void {
    this.#seed = seed
    this.random.reseed(seed)
  }

  /** Deletes an account with its codes and what the parts keep for it: those look at it once more. */
  deleteAccount (id: string): void {
    this.#parts.forgetAccount(id)
    this.accounts.delete(id)
    this.codes.endAll(id, 'accountDeleted')
  }

  /** Whether a part holds this text as a secret, such as a token. */
  holdsSecret (text: string): boolean {
    return this.#parts.holdSecret(text)
  }

  /** Forgets the older half of what only readers want: of the journal and of the kept events. */
  forgetHistory (): void {
    this.#parts.forgetHistory()
    this.#eventLog?.forgetHistory()
  }

  /** Whether it was dropped: nothing that happens in it can be seen any more. */
  get isClosed (): boolean {
    return this.#atEnd === undefined
  }

  /**
   * Calls a function once when the sandbox is dropped, at once where it was already.
   *
   * @returns takes the function back
   */
  onClose (callback: () => void): () => void {
    const callbacks = this.#atEnd
    if (callbacks === undefined) {
      callback()
      return () => {}
    }
    callbacks.add(callback)
    return () => { callbacks.delete(callback) }
  }

  /** Refuses what would go on in it after its end. @throws Dropped */
  refuseClosed (): void {
    if (this.isClosed) throw new Dropped(`The sandbox "${this.id}" was dropped (DELETE /admin/sandboxes/${this.id}) while this request was under way, so nothing was done.`)
  }

  /** Ends the sandbox: what was to happen later is lost, `dropped` is emitted, and the callbacks of `onClose` are called. */
  close (): void {
    const callbacks = this.#atEnd ?? []
    this.#atEnd = undefined
    this.inbox.clear()
    this.schedule.close()
    this.events.emit('dropped')
    this.memory.release()
    for (const callback of callbacks) callback()
  }

  /** Back to the fixtures, the machine's time and the first seed. */
  reset (): void {
    this.schedule.clear() // before the clock, which would let happen what is due at its new time
    this.inbox.reset()
    this.codes.clear()
    this.clock.reset()
    this.random.reseed(this.#seed)
    this.accounts.reset()
    this.#parts.reset()
    this.loss = undefined
    this.events.emit('reset')
  }
}
