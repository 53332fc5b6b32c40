import { clearTimeout, monotonicTime, setTimeout } from '../../lib/timers.ts'
import { type EventLog, KEPT_EVENTS, type LoggedEvent } from '../../sandbox/event-log.ts'

/** Milliseconds between two times that readers are told: each costs every reader a write. */
const PAUSE = 10
/** Where there are more readers than this, the pause is longer in proportion: what a second of them costs stays the same. */
const READERS = 25
/** How many events may wait for the next time. */
const MAX_WAITING = KEPT_EVENTS / 4
/** Characters that are written to a reader at once; an event that is longer goes alone. */
export const BATCH = 64 * 1024

/** Events that come one after the other, in the text of a stream. */
export interface Batch {
  /** Number of the event that comes after them. */
  readonly next: number
  readonly bytes: Buffer
  /** Whether none comes after them. */
  readonly isLast: boolean
}

/** Which events a reader wants; `dropped` comes in any case. */
export class EventChoice {
  readonly #types: ReadonlySet<string>
  /** The same for the same types. */
  readonly key: string

  constructor (types: ReadonlySet<string>) {
    this.#types = types
    this.key = [...types].sort().join()
  }

  has (type: string): boolean {
    return this.#types.has(type) || type === 'dropped'
  }
}

/** One who reads a feed. */
export interface FeedReader {
  readonly choice: EventChoice
  /** Takes the batches that are there. */
  tell (): void
}

/**
 * The events of a log, for all that read them. Each is worded once, at the end of the turn of the event loop in which it
 * happened; readers are told at most every few milliseconds, and those at the same place get the same bytes.
 */
export class EventFeed {
  readonly log: EventLog
  readonly #word: (event: LoggedEvent) => string | undefined
  readonly #pause: number
  readonly #texts = new WeakMap<LoggedEvent, string | undefined>()
  readonly #readers = new Set<FeedReader>()
  /** What readers will be told next; the log may forget it before. */
  #waiting: LoggedEvent[] = []
  /** Number of the newest event that was worded, and of the newest that readers were told of. */
  #worded = 0
  #told = 0
  #toldAt = -Infinity
  #timer: NodeJS.Timeout | undefined
  /** The latest batch of each choice. */
  readonly #batches = new Map<string, { readonly from: number, readonly batch: Batch }>()

  /**
   * @param word what a reader is told of an event, as JSON; `undefined` where that cannot be said: who wants it is told so, and no more
   * @param pause milliseconds between two times that a few readers are told
   */
  constructor (log: EventLog, word: (event: LoggedEvent) => string | undefined, pause = PAUSE) {
    this.log = log
    this.#word = word
    this.#pause = pause
  }

  /** Number of the oldest event that can be read. */
  get firstNumber (): number {
    return Math.min(this.log.firstNumber, this.#waiting[0]?.number ?? Infinity)
  }

  /** Tells a reader of events until the function returned is called. */
  join (reader: FeedReader): () => void {
    if (this.#readers.size === 0) this.#told = this.#worded = this.log.lastNumber
    this.#readers.add(reader)
    const unsubscribe = this.log.subscribe(() => this.#onEvents())
    return () => {
      unsubscribe()
      this.#readers.delete(reader)
      if (this.#readers.size === 0) this.#rest()
    }
  }

  /** The events from a number on that readers were told of, as many as are written at once; `undefined` where there is none. */
  batch (choice: EventChoice, from: number): Batch | undefined {
    if (from > this.#told) return undefined
    const latest = this.#batches.get(choice.key)
    if (latest?.from === from) return latest.batch
    const batch = this.#write(choice, from)
    this.#batches.set(choice.key, { from, batch })
    return batch
  }

  #onEvents (): void {
    const { firstNumber, lastNumber } = this.log
    if (this.#worded === lastNumber) return // another reader's call has been here
    if (this.#worded + 1 < firstNumber) this.#waiting = [] // whoever is there has missed some
    for (let number = Math.max(this.#worded + 1, firstNumber); number <= lastNumber; number++) {
      const event = this.log.get(number)
      if (event === undefined) continue
      this.#waiting.push(event)
      if (this.#isWanted(event)) this.#textOf(event)
    }
    this.#worded = lastNumber
    const left = this.#toldAt + this.#pause * Math.max(1, this.#readers.size / READERS) - monotonicTime()
    if (left <= 0 || this.#waiting.length >= MAX_WAITING || this.#waiting.at(-1)?.type === 'dropped') this.#tell()
    else this.#timer ??= setTimeout(() => this.#tell(), left).unref()
  }

  #tell (): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#toldAt = monotonicTime()
    this.#told = this.#worded
    this.#batches.clear()
    for (const reader of this.#readers) reader.tell()
    this.#waiting = []
  }

  /** Nobody is there to be told. */
  #rest (): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#waiting = []
    this.#batches.clear()
  }

  #write (choice: EventChoice, from: number): Batch {
    let text = ''
    let isLast = false
    let next = from
    for (; next <= this.#told && text.length < BATCH && !isLast; next++) {
      const event = this.#get(next)
      if (event === undefined) continue
      isLast = event.type === 'dropped'
      if (!choice.has(event.type)) continue
      const data = this.#textOf(event)
      isLast ||= data === undefined
      text += data === undefined ? dropped('an event came that cannot be shown') : message(`${this.log.epoch}.${event.number}`, event.type, data)
    }
    return { next, bytes: Buffer.from(text), isLast }
  }

  #get (number: number): LoggedEvent | undefined {
    return this.log.get(number) ?? this.#waiting[number - (this.#waiting[0]?.number ?? 0)]
  }

  #isWanted ({ type }: LoggedEvent): boolean {
    for (const { choice } of this.#readers) if (choice.has(type)) return true
    return false
  }

  #textOf (event: LoggedEvent): string | undefined {
    if (!this.#texts.has(event)) this.#texts.set(event, this.#word(event))
    return this.#texts.get(event)
  }
}

/** An event of a stream. */
export const message = (id: string, type: string, data: string): string => `id: ${id}\nevent: ${type}\ndata: ${data}\n\n`
/** Why a reader gets no more, though the sandbox goes on. */
export const dropped = (reason: string): string => `event: dropped\ndata: ${JSON.stringify({ reason })}\n\n`
