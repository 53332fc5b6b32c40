import { Ring } from './ring.ts'
import type { Sandbox, SandboxEvents } from './sandbox.ts'

/** Something that happened in a sandbox. */
type News = { [Type in keyof SandboxEvents]: { readonly type: Type, readonly details: SandboxEvents[Type] } }[keyof SandboxEvents]

/** Something that happened, numbered from 1. */
export type Happening = News & { readonly id: number }

/** How much somebody who was cut off can catch up on. */
const SIZE = 1000
/** How many may watch a sandbox at once. */
export const MAX_WATCHING = 100

/** What happened in a sandbox since somebody first watched it, for those who watch and those who come back. */
export class History {
  readonly #happenings = new Ring<Happening>(SIZE)
  readonly #watching = new Set<(happening: Happening) => void>()
  #last = 0

  constructor (events: Sandbox['events']) {
    events.on('sms', (...details) => this.#note({ type: 'sms', details }))
    events.on('request', (...details) => this.#note({ type: 'request', details }))
    events.on('fault', (...details) => this.#note({ type: 'fault', details }))
    events.on('account', (...details) => this.#note({ type: 'account', details }))
    events.on('reset', (...details) => this.#note({ type: 'reset', details }))
    events.on('dropped', (...details) => this.#note({ type: 'dropped', details }))
  }

  /** Whether nobody more may watch. */
  get crowded (): boolean {
    return this.#watching.size >= MAX_WATCHING
  }

  /** What is kept of what happened after the one of this number; everything when there was none. */
  since (id: number): Happening[] {
    const newer: Happening[] = []
    for (const happening of this.#happenings.newestFirst()) {
      if (happening.id === id) break
      newer.push(happening)
    }
    return newer.reverse()
  }

  /** Calls a function with all that happens from now on, until the function returned is called. */
  watch (listener: (happening: Happening) => void): () => void {
    this.#watching.add(listener)
    return () => { this.#watching.delete(listener) }
  }

  #note (news: News): void {
    const happening = { id: ++this.#last, ...news }
    this.#happenings.push(happening)
    for (const watch of this.#watching) watch(happening)
  }
}
