import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { Busy } from '../../lib/errors.ts'
import { clearInterval, clearTimeout, setInterval, setTimeout } from '../../lib/timers.ts'
import { type EventLog, KEPT_EVENTS, type LoggedEvent, MAX_WATCHING } from '../../sandbox/event-log.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { closeSignal } from '../closing/close-signal.ts'
import { STREAM_HEADERS } from '../face/message-stream.ts'

/** Characters that are formatted ahead of a reader. */
const CHUNK = 64 * 1024

export interface EventStreamOptions {
  /** What a reader is told of an event, as JSON; nothing when it does not want to know. */
  readonly format: (event: LoggedEvent) => string | undefined
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
  const { sandbox, method } = reply.request
  if (sandbox.eventLog.isFull) throw new Busy(`${MAX_WATCHING} event streams are open for this sandbox. Close one first.`)
  reply
    .headers(STREAM_HEADERS)
    .header('cache-control', 'no-store')
    .send(method === 'HEAD' ? null : streamTo(reply, options)) // a stream that nobody reads would hold its connection
}

function streamTo (reply: FastifyReply, options: EventStreamOptions): Readable {
  const { sandbox, log, server } = reply.request
  server.requestMemory.reserve(CHUNK, reply)
  const closed = closeSignal(reply)
  const endSoon = (): void => {
    const timer = setTimeout(() => reply.raw.destroy(), options.farewell).unref()
    closed.addEventListener('abort', () => clearTimeout(timer))
  }
  const forget = sandbox.onClose(endSoon)
  closed.addEventListener('abort', forget)
  const reader = new EventReader(sandbox, options, closed, () => {
    log.info({ sandbox: sandbox.id }, 'reader of events dropped: it fell too far behind')
    endSoon()
  })
  return Readable.from(reader.read(), { highWaterMark: 1 })
}

/** One reader of an event log. */
class EventReader {
  readonly #log: EventLog
  readonly #options: EventStreamOptions
  readonly #closed: AbortSignal
  readonly #dropped: () => void
  readonly #unsubscribe: () => void
  readonly #timer: NodeJS.Timeout
  /** ISO 8601, by the clock of the sandbox. */
  readonly #startedAt: string
  /** Number of the next event to send. */
  #next: number
  #isBeatDue = false
  #isDropped = false
  #wake = (): void => {}

  /**
   * @param closed aborts when the client disconnects
   * @param dropped called once when the reader has fallen too far behind
   */
  constructor ({ eventLog, clock }: Sandbox, options: EventStreamOptions, closed: AbortSignal, dropped: () => void) {
    this.#log = eventLog
    this.#startedAt = new Date(clock.now()).toISOString()
    this.#options = options
    this.#closed = closed
    this.#dropped = dropped
    this.#next = placeOf(options.lastEventId, eventLog) + 1
    this.#unsubscribe = eventLog.subscribe(() => this.#onEvent())
    this.#timer = setInterval(() => { this.#isBeatDue = true; this.#wake() }, options.heartbeat)
    closed.addEventListener('abort', () => this.#stop())
    if (closed.aborted) this.#stop()
  }

  /** The text of the stream, in chunks. */
  async * read (): AsyncGenerator<string> {
    const { epoch, lastNumber } = this.#log
    try {
      yield message(`${epoch}.${this.#next - 1}`, 'hello', JSON.stringify({ epoch, lastEventId: `${epoch}.${lastNumber}`, now: this.#startedAt }))
      while (!this.#closed.aborted) {
        if (this.#isDropped) return yield `event: dropped\ndata: ${JSON.stringify({ reason: `more than ${KEPT_EVENTS} events came that were not read` })}\n\n`
        const { text, isEnd } = this.#takeText()
        if (text !== '') yield text
        if (isEnd) return
        if (text === '') await new Promise<void>((resolve) => { this.#wake = resolve })
      }
    } finally {
      this.#stop()
    }
  }

  #takeText (): { text: string, isEnd: boolean } {
    let text = this.#isBeatDue ? ': still here\n\n' : ''
    this.#isBeatDue = false
    for (let event = this.#log.get(this.#next); event !== undefined && text.length < CHUNK; event = this.#log.get(this.#next)) {
      this.#next++
      const data = this.#options.format(event)
      if (data !== undefined) text += message(`${this.#log.epoch}.${event.number}`, event.type, data)
      if (event.type === 'dropped') return { text, isEnd: true }
    }
    return { text, isEnd: false }
  }

  #onEvent (): void {
    if (this.#next < this.#log.firstNumber) {
      this.#isDropped = true
      this.#unsubscribe()
      this.#dropped()
    }
    this.#wake()
  }

  #stop (): void {
    this.#unsubscribe()
    clearInterval(this.#timer)
    this.#wake()
  }
}

const message = (id: string, type: string, data: string): string => `id: ${id}\nevent: ${type}\ndata: ${data}\n\n`

/** Number of the event that a reader has seen last: that of its id, or the newest when the id is of another epoch or there is none. */
function placeOf (lastEventId: string | undefined, { epoch, lastNumber, firstNumber }: EventLog): number {
  const [, seenEpoch, seen] = /^(\w+)\.(\d{1,15})$/.exec(lastEventId ?? '') ?? []
  if (seenEpoch !== epoch || Number(seen) > lastNumber) return lastNumber
  return Math.max(Number(seen), firstNumber - 1)
}
