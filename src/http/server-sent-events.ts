import type { ServerResponse } from 'node:http'
import type { FaceReply } from './face-request.ts'
import { clearInterval, setInterval } from '../lib/timers.ts'
import { onClose } from './closing/on-close.ts'

/** The headers of a stream of events; proxies are told to pass each on at once. */
export const STREAM_HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' }

interface Heartbeat {
  /** Milliseconds between comments. */
  readonly every: number
  readonly comment: string
}

/**
 * An answer that goes on: events are written to its connection as they come, until it closes or nothing more comes. They go
 * past Fastify and its streams, so that one buffer can go to any number of readers, and costs each of them a write.
 */
export class ServerSentEvents {
  readonly #reply: FaceReply
  readonly #raw: ServerResponse
  #isFull = false
  #isOver = false

  constructor (reply: FaceReply) {
    this.#reply = reply
    this.#raw = reply.raw
  }

  /** Bytes that its reader has not taken yet. */
  get behind (): number {
    return this.#raw.writableLength
  }

  /** Whether nothing more comes. */
  get isOver (): boolean {
    return this.#isOver
  }

  /** Whether its connection takes more at the moment. */
  get takesMore (): boolean {
    return !this.#isFull && !this.#isOver
  }

  /**
   * Begins the answer; its head leaves with what is written first.
   *
   * @param heartbeat comments that keep a quiet connection open; there is none while its reader has something to read
   */
  open ({ every, comment }: Heartbeat): void {
    const reply = this.#reply.hijack()
    const heartbeat = setInterval(() => { if (this.takesMore) this.write(comment) }, every).unref()
    onClose(reply, () => {
      this.#isOver = true
      clearInterval(heartbeat)
    })
    this.#raw.statusCode = reply.statusCode
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) this.#raw.setHeader(name, value)
    this.#raw.on('drain', () => { this.#isFull = false })
  }

  /** Calls a function whenever the connection takes more again. */
  onDrain (callback: () => void): void {
    this.#raw.on('drain', callback)
  }

  /** Calls a function once, when the connection is closed or all was sent. */
  onClose (callback: () => void): void {
    onClose(this.#reply, callback)
  }

  write (events: string | Buffer): void {
    if (!this.#isOver) this.#isFull = !this.#raw.write(events)
  }

  /** Nothing more comes. */
  end (): void {
    if (!this.#isOver) this.#raw.end()
    this.#isOver = true
  }

  /** Closes the connection. */
  close (): void {
    this.#isOver = true
    this.#raw.destroy()
  }
}
