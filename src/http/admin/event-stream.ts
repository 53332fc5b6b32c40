import type { FastifyReply } from 'fastify'
import { Busy } from '../../lib/errors.ts'
import { clearTimeout, setTimeout } from '../../lib/timers.ts'
import { type EventLog, KEPT_EVENTS, MAX_WATCHING } from '../../sandbox/event-log.ts'
import { ServerSentEvents, STREAM_HEADERS } from '../server-sent-events.ts'
import { BATCH, dropped, type EventChoice, type EventFeed, type FeedReader, message } from './event-feed.ts'

export interface EventStreamOptions {
  readonly feed: EventFeed
  readonly choice: EventChoice
  /** `Last-Event-ID`: the last event that a reconnecting reader has seen. */
  readonly lastEventId?: string | undefined
  /** Milliseconds between comments that keep proxies from closing the connection. */
  readonly heartbeat: number
  /** Milliseconds that a reader has left to read why no more comes. */
  readonly farewell: number
}

/**
 * Answers with the events of the sandbox as server-sent events, until the client disconnects, the sandbox is dropped, or
 * the reader falls further behind than the log reaches. Nothing is queued for a reader: it has a place in the log, and
 * goes on when its connection takes more.
 *
 * @throws Busy
 */
export function sendEvents (reply: FastifyReply, options: EventStreamOptions): void {
  const { method, server } = reply.request
  if (options.feed.log.isFull) throw new Busy(`${MAX_WATCHING} event streams are open for this sandbox. Close one first.`)
  reply.headers(STREAM_HEADERS).header('cache-control', 'no-store')
  if (method === 'HEAD') { // a stream that nobody reads would hold its connection
    reply.send(null)
    return
  }
  server.requestMemory.reserve(BATCH, reply)
  new EventReader(reply, options).start()
}

/** One reader of a feed. */
class EventReader implements FeedReader {
  readonly choice: EventChoice
  readonly #reply: FastifyReply
  readonly #options: EventStreamOptions
  readonly #stream: ServerSentEvents
  /** Number of the next event to send. */
  #next: number
  #leave = (): void => {}
  #isDropped = false
  /** Closes the connection. */
  #lastMoment: NodeJS.Timeout | undefined

  constructor (reply: FastifyReply, options: EventStreamOptions) {
    this.choice = options.choice
    this.#reply = reply
    this.#options = options
    this.#stream = new ServerSentEvents(reply)
    this.#next = placeOf(options.lastEventId, options.feed.log) + 1
  }

  start (): void {
    const { sandbox } = this.#reply.request
    const { feed: { log: { epoch, lastNumber } }, heartbeat } = this.#options
    const forget = sandbox.onClose(() => this.#endSoon())
    this.#leave = this.#options.feed.join(this)
    this.#stream.open({ every: heartbeat, comment: ': still here\n\n' })
    this.#stream.onClose(() => {
      forget()
      this.#leave()
    })
    this.#stream.onDrain(() => this.tell())
    this.#stream.write(message(`${epoch}.${this.#next - 1}`, 'hello', JSON.stringify({ epoch, lastEventId: `${epoch}.${lastNumber}`, now: new Date(sandbox.clock.now()).toISOString() })))
    this.tell()
  }

  tell (): void {
    const { feed } = this.#options
    if (this.#next < feed.firstNumber) this.#drop()
    while (this.#stream.takesMore) {
      if (this.#isDropped) return this.#end(dropped(`more than ${KEPT_EVENTS} events came that were not read`))
      const batch = feed.batch(this.choice, this.#next)
      if (batch === undefined) return
      this.#next = batch.next
      if (batch.isLast) return this.#end(batch.bytes)
      if (batch.bytes.length > 0) this.#stream.write(batch.bytes)
    }
  }

  /** The reader has fallen too far behind: it gets no more, but the reason. */
  #drop (): void {
    if (this.#isDropped) return
    this.#isDropped = true
    const { log, sandbox } = this.#reply.request
    log.info({ sandbox: sandbox.id }, 'reader of events dropped: it fell too far behind')
    this.#leave()
    this.#endSoon()
  }

  #end (last: string | Buffer): void {
    this.#stream.write(last)
    this.#stream.end()
    this.#leave()
    this.#endSoon()
  }

  /** Closes the connection of a reader who does not read why no more comes. */
  #endSoon (): void {
    if (this.#lastMoment !== undefined) return
    this.#lastMoment = setTimeout(() => this.#stream.close(), this.#options.farewell).unref()
    this.#stream.onClose(() => clearTimeout(this.#lastMoment))
  }
}

/** Number of the event that a reader has seen last: that of its id, or the newest when the id is of another epoch or there is none. */
function placeOf (lastEventId: string | undefined, { epoch, lastNumber, firstNumber }: EventLog): number {
  const [, seenEpoch, seen] = /^(\w+)\.(\d{1,15})$/.exec(lastEventId ?? '') ?? []
  if (seenEpoch !== epoch || Number(seen) > lastNumber) return lastNumber
  return Math.max(Number(seen), firstNumber - 1)
}
