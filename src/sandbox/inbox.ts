import type { Clock } from './clock.ts'
import { Ring } from './ring.ts'
import type { Sms } from '../wire/sms.ts'

/** A message on its way. */
export interface ScheduledSms {
  readonly sms: Sms
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly dueAt: number
}

/** A filter: what is absent matches anything. */
export type SmsFilter = { readonly [Key in 'to' | 'account' | 'purpose']?: string | undefined }

/** How many requests may wait for a message at once. */
export const MAX_WAITING = 1000
/** The longest time that a timer of Node.js takes, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1

interface Waiting {
  readonly filter: SmsFilter
  readonly deliver: (sms: Sms | undefined) => void
}

/** The SMS messages of one sandbox, in place of telephones. */
export class Inbox {
  readonly #messages: Ring<Sms>
  readonly #clock: Clock
  readonly #arrived: (sms: Sms) => void
  readonly #waiting = new Set<Waiting>()
  /** Messages on their way, the next first. */
  #scheduled: ScheduledSms[] = []
  #timer: NodeJS.Timeout | undefined

  /**
   * @param size messages to keep, and at most as many on their way
   * @param arrived called with every message that arrives
   */
  constructor (size: number, clock: Clock, arrived: (sms: Sms) => void = () => {}) {
    this.#messages = new Ring(size)
    this.#clock = clock
    this.#arrived = arrived
  }

  /** Puts a message into the inbox: now, or when the sandbox's clock shows `dueAt`. */
  deliver (sms: Sms, dueAt = -Infinity): void {
    if (dueAt <= this.#clock.now()) return this.#arrive(sms)
    if (this.#scheduled.length >= this.#messages.capacity) this.#scheduled.shift()
    const after = this.#scheduled.findIndex((late) => late.dueAt > dueAt)
    this.#scheduled.splice(after === -1 ? this.#scheduled.length : after, 0, { sms, dueAt })
    this.#setTimer()
  }

  /** Lets in what is due by now; called whenever the clock has been moved. */
  deliverDue (): void {
    const now = this.#clock.now()
    for (let next = this.#scheduled[0]; next !== undefined && next.dueAt <= now; next = this.#scheduled[0]) {
      this.#scheduled.shift()
      this.#arrive(next.sms)
    }
    this.#setTimer()
  }

  /** Messages that match, newest first. */
  list (filter: SmsFilter, limit = Infinity): Sms[] {
    if (this.#scheduled.length > 0) this.deliverDue()
    const found: Sms[] = []
    for (const sms of this.#messages.newestFirst()) {
      if (found.length >= limit) break
      if (matches(sms, filter)) found.push(sms)
    }
    return found
  }

  latest (filter: SmsFilter): Sms | undefined {
    return this.list(filter, 1)[0]
  }

  /** Messages on their way, the next first. */
  get scheduled (): readonly ScheduledSms[] {
    return this.#scheduled
  }

  /** Whether nobody more may wait. */
  get isFull (): boolean {
    return this.#waiting.size >= MAX_WAITING
  }

  /** How many wait for a message. */
  get waiting (): number {
    return this.#waiting.size
  }

  /** The newest message that matches, or the next one; `undefined` when `signal` aborts first. */
  async wait (filter: SmsFilter, signal: AbortSignal): Promise<Sms | undefined> {
    const found = this.latest(filter)
    if (found !== undefined || signal.aborted) return found
    return await new Promise((resolve) => {
      const deliver = (sms: Sms | undefined) => {
        this.#waiting.delete(waiting)
        signal.removeEventListener('abort', giveUp)
        this.#setTimer()
        resolve(sms)
      }
      const giveUp = () => deliver(undefined)
      const waiting: Waiting = { filter, deliver }
      this.#waiting.add(waiting)
      signal.addEventListener('abort', giveUp)
      this.#setTimer()
    })
  }

  /** Takes over messages, the oldest first, and those on their way, in place of what there is. */
  restore (messages: readonly Sms[], late: readonly ScheduledSms[]): void {
    this.clear()
    for (const sms of messages) this.#messages.push(sms)
    for (const { sms, dueAt } of late) this.deliver(sms, dueAt)
  }

  /** Forgets every message; those who wait go on waiting. */
  clear (): void {
    this.#messages.clear()
    this.#scheduled = []
    this.#setTimer()
  }

  #arrive (sms: Sms): void {
    this.#messages.push(sms)
    this.#arrived(sms)
    for (const waiting of this.#waiting) {
      if (matches(sms, waiting.filter)) waiting.deliver(sms)
    }
  }

  /** Sets the one timer for the next late message, but only while somebody waits and time passes. */
  #setTimer (): void {
    clearTimeout(this.#timer)
    const [next] = this.#scheduled
    if (next === undefined || this.#waiting.size === 0 || this.#clock.frozen) return
    this.#timer = setTimeout(() => this.deliverDue(), Math.min(next.dueAt - this.#clock.now(), LONGEST_TIMER))
    this.#timer.unref()
  }
}

function matches (sms: Sms, { to, account, purpose }: SmsFilter): boolean {
  return (to === undefined || sms.to === to) &&
    (account === undefined || sms.account === account) &&
    (purpose === undefined || sms.purpose === purpose)
}
