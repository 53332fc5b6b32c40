import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../../lib/closed-object.ts'
import { literals } from '../../lib/literals.ts'
import { moment } from '../../lib/moment.ts'
import type { Account, Device } from '../../sandbox/accounts/account.ts'
import { BoundedMap } from '../../sandbox/memory/bounded-map.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Agenda, Schedule } from '../../sandbox/time/schedule.ts'
import { Waiters } from '../../sandbox/waiters.ts'
import { ACCOUNT_ID } from '../../wire/account.ts'
import { PUSH_STATES, type PushAnswer, type PushState } from '../../wire/push.ts'

declare module '../../sandbox/events.ts' {
  interface SandboxEvents {
    /** A push was sent, answered, or timed out. */
    push: [Push]
  }
}

/** Milliseconds that a user has to answer (docs/reference/service-api.md#1-get-fs). */
export const PUSH_LIFE = 60_000
/** How many pushes a sandbox remembers; of more, the oldest are forgotten. */
const MAX_PUSHES = 1000
/** Bytes of memory that a push takes. */
const PUSH = 700
/** How many pushes may still get an answer or time out: one that was answered by hand stays for its minute. */
const MAX_DUE = 2 * MAX_PUSHES
/** How many requests may wait for a push at once. */
export const MAX_PUSH_WAITERS = 1000

const time = moment()
const sessionId = Type.String({ pattern: '^[0-9a-f]{32}$' })

const PushStateSchema = closedObject({
  sessionId,
  account: Type.String({ pattern: ACCOUNT_ID }),
  device: Type.String({ maxLength: 64 }),
  state: literals(PUSH_STATES),
  sentAt: time,
  expiresAt: time,
  endedAt: Type.Union([time, Type.Null()])
})
/** A login that a user is asked to accept. */
export type Push = Readonly<Static<typeof PushStateSchema>>

/** What becomes of a push that nobody answers earlier: the answer of its account, or that it times out. */
const DueSchema = closedObject({ sessionId, dueAt: time, state: literals(['accepted', 'refused', 'timedOut']) })
type Due = Static<typeof DueSchema>

const STATES: Readonly<Record<PushAnswer, Exclude<PushState, 'waiting' | 'timedOut'>>> = { accept: 'accepted', refuse: 'refused' }

/** The pushes of one sandbox, in place of the screens of phones. */
export class Pushes {
  static readonly key = 'pushes'
  static readonly StateSchema = closedObject({
    pushes: Type.Array(PushStateSchema, { maxItems: MAX_PUSHES, description: 'The oldest first' }),
    due: Type.Array(DueSchema, { maxItems: MAX_DUE, description: 'What becomes of those that nobody answers, the next first' })
  })

  readonly #sandbox: Sandbox
  readonly #schedule: Schedule
  readonly #pushes: BoundedMap<string, Push>
  readonly #due: Agenda<Due>
  readonly #waiters = new Waiters<Push>()

  constructor (sandbox: Sandbox) {
    const { schedule, memory } = sandbox
    this.#sandbox = sandbox
    this.#schedule = schedule
    this.#pushes = new BoundedMap(MAX_PUSHES, memory, () => PUSH)
    this.#due = schedule.agenda({ capacity: MAX_DUE, weight: PUSH, happen: ({ sessionId, state }) => this.#end(sessionId, state) })
  }

  /** Asks the user of an account on a device; the account's own `pushAnswer` answers at its time. */
  send ({ id, pushAnswer }: Account, device: Device): Push {
    const { clock, random } = this.#sandbox
    const now = clock.now()
    const sessionId = random.hex(32)
    const push: Push = { sessionId, account: id, device: device.id, state: 'waiting', sentAt: now, expiresAt: now + PUSH_LIFE, endedAt: null }
    this.#put(push)
    const { answer, delay } = typeof pushAnswer === 'object' ? pushAnswer : { answer: pushAnswer ?? 'ignore', delay: 0 }
    const isAnswered = answer !== 'ignore' && delay < PUSH_LIFE
    this.#due.add(isAnswered ? { sessionId, dueAt: now + delay, state: STATES[answer] } : { sessionId, dueAt: push.expiresAt, state: 'timedOut' })
    this.#schedule.runDue()
    return this.#pushes.get(sessionId) ?? push
  }

  get (sessionId: string): Push | undefined {
    this.#schedule.runDue()
    return this.#pushes.get(sessionId)
  }

  /** The pushes, newest first. */
  list (): Push[] {
    this.#schedule.runDue()
    return [...this.#pushes.values()].reverse()
  }

  /** How many requests wait for a push. */
  get waiting (): number {
    return this.#waiters.size
  }

  /** The next push that is wanted; `undefined` when `signal` aborts first. */
  async next (isWanted: (push: Push) => boolean, signal: AbortSignal): Promise<Push | undefined> {
    return await this.#waiters.next(isWanted, signal)
  }

  /** Answers a push that waits. @returns the push after it; `undefined` where none of this id waits */
  answer (sessionId: string, answer: PushAnswer): Push | undefined {
    this.#schedule.runDue()
    return this.#end(sessionId, STATES[answer])
  }

  forgetAccount (id: string): void {
    for (const { sessionId, account } of [...this.#pushes.values()]) if (account === id) this.#pushes.delete(sessionId)
  }

  reset (): void {
    this.#pushes.clear()
    this.#due.clear()
  }

  save (): Static<typeof Pushes.StateSchema> {
    this.#schedule.runDue()
    return { pushes: [...this.#pushes.values()], due: [...this.#due.entries] }
  }

  restore ({ pushes, due }: Static<typeof Pushes.StateSchema>): void {
    this.reset()
    for (const push of pushes) this.#pushes.set(push.sessionId, push)
    for (const entry of due) this.#due.add(entry)
  }

  #end (sessionId: string, state: PushState): Push | undefined {
    const push = this.#pushes.get(sessionId)
    if (push?.state !== 'waiting') return undefined
    return this.#put({ ...push, state, endedAt: this.#sandbox.clock.now() })
  }

  #put (push: Push): Push {
    this.#pushes.set(push.sessionId, push)
    this.#sandbox.events.emit('push', push)
    this.#waiters.give(push)
    return push
  }
}
