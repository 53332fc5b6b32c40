import { randomUUID } from 'node:crypto'
import type { EventEmitter } from 'node:events'
import { EVENT_TYPES } from '../wire/event.ts'
import { weightOfAccount } from './accounts/account.ts'
import { isObject } from '../lib/json.ts'
import { setImmediate } from '../lib/timers.ts'
import type { SandboxEvents } from './events.ts'
import type { MemoryShare } from './memory/memory.ts'
import { Ring } from './memory/ring.ts'

type EventOf<Type extends keyof SandboxEvents> = { readonly type: Type, readonly details: SandboxEvents[Type] }

/** Something that happened in a sandbox, numbered from 1. */
export type LoggedEvent = { [Type in keyof SandboxEvents]: EventOf<Type> }[keyof SandboxEvents] & { readonly number: number }

/** How many events a reader may be behind. */
export const KEPT_EVENTS = 1000
/** How many readers a sandbox takes at once. */
export const MAX_WATCHING = 100

/** The events of a sandbox since the log was first read. Readers share the kept events: each reader is only a position in them. */
export class EventLog {
  /** Differs between servers, and between a sandbox and an earlier one of the same id. */
  readonly epoch = randomUUID().slice(0, 8)
  readonly #events = new Ring<LoggedEvent>(KEPT_EVENTS)
  readonly #listeners = new Set<() => void>()
  readonly #memory: MemoryShare
  #lastNumber = 0
  #isTelling = false

  constructor (events: EventEmitter<SandboxEvents>, memory: MemoryShare) {
    this.#memory = memory
    for (const type of EVENT_TYPES) {
      events.on(type, (...details: unknown[]) => this.#add({ number: ++this.#lastNumber, type, details } as LoggedEvent)) // the details are those of the type
    }
  }

  /** Number of the newest event; 0 when there was none. */
  get lastNumber (): number {
    return this.#lastNumber
  }

  /** Number of the oldest event that is kept; one above the newest when none is. */
  get firstNumber (): number {
    return this.#lastNumber - this.#events.size + 1
  }

  /** The event of this number, if it is kept. */
  get (number: number): LoggedEvent | undefined {
    return this.#events.at(number - this.firstNumber)
  }

  /** Whether the limit of readers is reached. */
  get isFull (): boolean {
    return this.#listeners.size >= MAX_WATCHING
  }

  /** Calls a function when events have come, once for those that come together, until the function returned is called. */
  subscribe (listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => { this.#listeners.delete(listener) }
  }

  /** Forgets the older half of the events; a reader who is that far behind is dropped. */
  forgetHistory (): void {
    for (const event of this.#events.halve()) this.#memory.add(-weightOf(event))
  }

  #add (event: LoggedEvent): void {
    const forgotten = this.#events.push(event)
    this.#memory.add(weightOf(event) - (forgotten === undefined ? 0 : weightOf(forgotten)))
    if (this.#isTelling || this.#listeners.size === 0) return
    this.#isTelling = true
    setImmediate(() => {
      this.#isTelling = false
      for (const listener of this.#listeners) listener()
    })
  }
}

/** Bytes of an event whose subject has no weight of its own. */
const SMALL = 500

/** Bytes of memory that an event holds, even where nothing else holds them any more. */
function weightOf ({ type, details }: LoggedEvent): number {
  if (type === 'account') return SMALL + weightOfAccount(details[1])
  const subject: unknown = details[0]
  return isObject(subject) && typeof subject.weight === 'number' ? SMALL + subject.weight : SMALL
}
