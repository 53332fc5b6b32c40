import { SHORT_ENTRY } from './memory/bounded-map.ts'
import type { MemoryShare } from './memory/memory.ts'
import { Ring } from './memory/ring.ts'
import { Waiters } from './waiters.ts'
import type { Agenda, Schedule } from './time/schedule.ts'
import { matchesSms, type ScheduledSms, type SmsFilter, type SmsNews, type StoredSms } from './sms.ts'

/** What a snapshot holds of an inbox. */
interface SavedInbox {
  /** The oldest first. */
  readonly messages: readonly StoredSms[]
  readonly late: readonly ScheduledSms[]
  /** Messages that are no longer kept, the oldest first. */
  readonly gone?: readonly Gone[] | undefined
}

/** The id of a message that is no longer kept, and the number of its code. */
type Gone = readonly [id: string, codeId: number]

/** Told what has become of a message; one that is held back arrives at `dueAt`, milliseconds since 1970. */
type Teller = (sms: StoredSms, what: SmsNews, dueAt?: number) => void

/** How many requests may wait for a message at once. */
export const MAX_WAITING = 1000

/** How many messages that are no longer kept can still be named in `after`. */
export const MAX_GONE = 1000

/** Bytes of memory that a message takes. */
const MESSAGE = 1000

/** The SMS messages of one sandbox, in place of phones. */
export class Inbox {
  readonly #messages: Ring<StoredSms>
  /** Kept messages by the number of their code: two of a duplicate. */
  readonly #byCode = new Map<number, readonly StoredSms[]>()
  /** Messages that are no longer kept; looked through only when one of them is named. */
  readonly #gone = new Ring<Gone>(MAX_GONE)
  readonly #schedule: Schedule
  /** Messages on their way. */
  readonly #late: Agenda<ScheduledSms>
  readonly #memory: MemoryShare
  readonly #tell: Teller
  readonly #sent: (sms: StoredSms) => void
  readonly #waiters = new Waiters<StoredSms>()

  /**
   * @param size messages to keep, and at most as many on their way
   * @param tell called with all that becomes of a message
   * @param sent called with every message that is sent, before it arrives or is held back
   */
  constructor (size: number, schedule: Schedule, memory: MemoryShare, tell: Teller = () => {}, sent: (sms: StoredSms) => void = () => {}) {
    this.#messages = new Ring(size)
    this.#schedule = schedule
    this.#late = schedule.agenda({ capacity: size, weight: MESSAGE, happen: ({ sms }) => this.#arrive(sms), giveWay: ({ sms }) => this.#giveWay(sms) })
    this.#memory = memory
    this.#tell = tell
    this.#sent = sent
  }

  /** Puts a message into the inbox: now, or when the sandbox's clock shows `dueAt`. */
  deliver (sms: StoredSms, dueAt = -Infinity): void {
    this.#sent(sms)
    if (this.#schedule.isPast(dueAt)) return this.#arrive(sms)
    this.#tell(sms, 'heldBack', dueAt)
    this.#late.add({ sms, dueAt })
  }

  /** Tells of a message that a fault has lost on its way. */
  lose (sms: StoredSms): void {
    this.#tell(sms, 'lost')
  }

  /** Tells that the code of this number has changed. */
  tellOfCode (codeId: number): void {
    for (const sms of this.withCode(codeId)) this.#tell(sms, 'changed')
  }

  /** Messages that match, newest first. */
  list (filter: SmsFilter): StoredSms[] {
    this.#schedule.runDue()
    return [...this.#messages.newestFirst()].filter((sms) => matchesSms(sms, filter))
  }

  /** The newest message that is wanted. */
  latest (isWanted: (sms: StoredSms) => boolean): StoredSms | undefined {
    this.#schedule.runDue()
    return this.#messages.findNewest(isWanted)
  }

  /** The kept message of this id. */
  find (id: string): StoredSms | undefined {
    this.#schedule.runDue()
    return this.#messages.findNewest((sms) => sms.id === id)
  }

  /** Number of the code of a message of this id, also of one that is on its way or no longer kept. */
  codeIdOf (id: string): number | undefined {
    const sms = this.find(id) ?? this.#late.entries.find(({ sms }) => sms.id === id)?.sms
    return sms?.codeId ?? this.#gone.findNewest(([gone]) => gone === id)?.[1]
  }

  /** The kept messages that carry the code of this number. */
  withCode (codeId: number): readonly StoredSms[] {
    return this.#byCode.get(codeId) ?? []
  }

  /** Messages on their way, the next first. */
  get scheduled (): readonly ScheduledSms[] {
    return this.#late.entries
  }

  /** Whether the limit of waiting requests is reached. */
  get isFull (): boolean {
    return this.#waiters.size >= MAX_WAITING
  }

  /** How many wait for a message. */
  get waiting (): number {
    return this.#waiters.size
  }

  /** The newest message that is wanted, or the next one; `undefined` when `signal` aborts first. */
  async wait (isWanted: (sms: StoredSms) => boolean, signal: AbortSignal): Promise<StoredSms | undefined> {
    return this.latest(isWanted) ?? await this.#waiters.next(isWanted, signal)
  }

  /** What a snapshot holds. */
  save (): SavedInbox {
    return { messages: this.list({}).reverse(), late: this.scheduled, gone: [...this.#gone.newestFirst()].reverse() }
  }

  /** Takes over what a snapshot holds in place of what there is. */
  restore ({ messages, late, gone = [] }: SavedInbox): void {
    this.reset()
    for (const [id, codeId] of gone) this.#noteGone({ id, codeId })
    for (const sms of messages) this.#keep(sms)
    for (const { sms, dueAt } of late) this.deliver(sms, dueAt)
  }

  /** Deletes every message; waiting requests keep waiting. */
  clear (): void {
    const kept = this.#messages.clear()
    this.#memory.add(-MESSAGE * kept.length)
    for (const sms of [...kept, ...this.#late.clear().map(({ sms }) => sms)]) this.#noteGone(sms)
    this.#byCode.clear()
  }

  /** Forgets that there ever was a message. */
  reset (): void {
    this.clear()
    this.#memory.add(-SHORT_ENTRY * this.#gone.clear().length)
  }

  #keep (sms: StoredSms): void {
    const forgotten = this.#messages.push(sms)
    this.#byCode.set(sms.codeId, [...this.withCode(sms.codeId), sms])
    if (forgotten === undefined) {
      this.#memory.add(MESSAGE)
      return
    }
    this.#noteGone(forgotten)
    const others = this.withCode(forgotten.codeId).filter((other) => other !== forgotten)
    if (others.length === 0) this.#byCode.delete(forgotten.codeId)
    else this.#byCode.set(forgotten.codeId, others)
  }

  #noteGone ({ id, codeId }: Pick<StoredSms, 'id' | 'codeId'>): void {
    if (this.#gone.push([id, codeId]) === undefined) this.#memory.add(SHORT_ENTRY)
  }

  #giveWay (sms: StoredSms): void {
    this.#noteGone(sms)
    this.#tell(sms, 'lost')
  }

  #arrive (sms: StoredSms): void {
    this.#keep(sms)
    this.#tell(sms, 'arrived')
    this.#waiters.give(sms)
  }
}
