import { EventEmitter } from 'node:events'
import type { TSchema } from '@sinclair/typebox'
import { Accounts, type Fixtures } from './accounts.ts'
import { viewClock } from './change-clock.ts'
import { Clock } from './clock.ts'
import { Codes } from './codes.ts'
import { EventLog } from './event-log.ts'
import type { SandboxEvents } from './events.ts'
import { Inbox } from './inbox.ts'
import { Random } from './random.ts'
import type { Settings } from './settings.ts'
import type { Targets } from './targets.ts'

/** A part of a sandbox that an outer layer owns (faults, tokens, journal): made on first use. A reset calls its `reset`, or drops it when it has none; the deletion of an account calls its `forgetAccount`, where it has one. */
export type Part<T> = new (sandbox: Sandbox) => T

/** A part that is saved in snapshots under `key` and validated by `StateSchema`. */
export interface SavedPart {
  new (sandbox: Sandbox): { save (): unknown, restore (state: never): void }
  readonly key: string
  readonly StateSchema: TSchema
}

const hasMethod = <Name extends 'reset' | 'forgetAccount'>(part: unknown, name: Name): part is Record<Name, (id?: string) => void> =>
  typeof part === 'object' && part !== null && typeof Reflect.get(part, name) === 'function'

/** What a sandbox is made of. */
export interface SandboxOptions {
  readonly settings: Settings
  readonly fixtures: Fixtures
  readonly targets: Targets
  /** The machine's time, in milliseconds since 1970. */
  readonly machine?: (() => number) | undefined
}

/** A complete world: all that the mock remembers, in memory and bounded. */
export class Sandbox {
  readonly id: string
  readonly settings: Settings
  readonly targets: Targets
  readonly clock: Clock
  readonly random: Random
  readonly accounts: Accounts
  readonly codes: Codes
  readonly inbox: Inbox
  readonly events = new EventEmitter<SandboxEvents>().setMaxListeners(0)
  readonly #parts = new Map<Part<unknown>, unknown>()
  #eventLog: EventLog | undefined
  #seed: number | undefined
  #running = 0

  constructor (id: string, { settings, fixtures, targets, machine }: SandboxOptions) {
    this.id = id
    this.settings = settings
    this.targets = targets
    this.clock = new Clock(machine, () => {
      this.inbox.deliverDue()
      this.events.emit('clock', viewClock(this.clock))
    })
    this.#seed = settings.seed
    this.random = new Random(this.#seed)
    this.accounts = new Accounts(fixtures, (id, account) => this.events.emit('account', id, account))
    this.inbox = new Inbox(settings.inboxSize, this.clock, (sms, dueAt) => this.events.emit('sms', sms, dueAt === undefined ? 'arrived' : 'heldBack', dueAt))
    this.codes = new Codes(this.clock, (id) => {
      for (const sms of this.inbox.withCode(id)) this.events.emit('sms', sms, 'changed')
    })
  }

  /** The sandbox's own instance of a part. */
  part<T> (Kind: Part<T>): T {
    const found = this.#parts.get(Kind) as T | undefined
    if (found !== undefined) return found
    const made = new Kind(this)
    this.#parts.set(Kind, made)
    return made
  }

  /** The events since this was first read. */
  get eventLog (): EventLog {
    this.#eventLog ??= new EventLog(this.events)
    return this.#eventLog
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

  /** Deletes an account with its codes and what the parts keep for it. */
  deleteAccount (id: string): void {
    this.accounts.delete(id)
    this.codes.forget(id)
    for (const part of this.#parts.values()) if (hasMethod(part, 'forgetAccount')) part.forgetAccount(id)
  }

  /** Ends the sandbox: scheduled messages are lost, and `dropped` is emitted. */
  close (): void {
    this.inbox.clear()
    this.events.emit('dropped')
  }

  /** Back to the fixtures, the machine's time and the first seed. */
  reset (): void {
    this.inbox.clear() // before the clock, which would deliver what is due at its new time
    this.codes.clear()
    this.clock.reset()
    this.random.reseed(this.#seed)
    this.accounts.reset()
    for (const [Kind, part] of this.#parts) {
      if (hasMethod(part, 'reset')) part.reset()
      else this.#parts.delete(Kind)
    }
    this.events.emit('reset')
  }
}
