// @ts-nocheck
import type { EventEmitter } from 'node:events'
import { EVENT_TYPES } from '../wire/event.ts'
import type { SandboxEvents } from './events.ts'
import { Ring } from './ring.ts'

type EventOf<Type extends keyof SandboxEvents> = { readonly type: Type, readonly details: SandboxEvents[Type] }

/** Something that happened in a sandbox, numbered from 1. */
export type LoggedEvent = { [Type in keyof SandboxEvents]: EventOf<Type> }[keyof SandboxEvents] & { readonly id: number }

/** How many events a reader who was cut off can catch up on. */
const SIZE = 1000
/** How many may watch a sandbox at once. */
export const MAX_WATCHING = 100

/** The events of a sandbox since somebody first watched it, for those who watch and those who reconnect. */
export class EventLog {
  readonly #events = new Ring<LoggedEvent>(SIZE)
  readonly #listeners = new Set<(event: LoggedEvent) => void>()
  #lastId = 0

  constructor (events: EventEmitter<SandboxEvents>) {
    for (const type of EVENT_TYPES) {
      events.on(type, (...details: unknown[]) => this.#add({ id: ++this.#lastId, type, details } as LoggedEvent)) // the details are those of the type
    }
  }

  /** Whether nobody more may watch. */
  get isFull (): boolean {
    return this.#listeners.size >= MAX_WATCHING
  }

  /** Kept events that are newer than the one of this id; all of them when it is not kept. */
  since (id: number): LoggedEvent[] {
    const newer: LoggedEvent[] = []
    for (const event of this.#events.newestFirst()) {
      if (event.id === id) break
      newer.push(event)
    }
    return newer.reverse()
  }

  /** Calls a function with every event from now on, until the function returned is called. */
  subscribe (listener: (event: LoggedEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => { this.#listeners.delete(listener) }
  }

  #add (event: LoggedEvent): void {
    this.#events.push(event)
    for (const listener of this.#listeners) listener(event)
  }
}
