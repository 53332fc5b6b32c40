import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { clearInterval, setImmediate, setInterval } from '../../lib/timers.ts'
import { onClose } from '../closing/on-close.ts'
import { resetConnection } from './break-response.ts'

/** Bytes of messages that a reader may be behind. */
const MAX_BEHIND = 128 * 1024
/** Milliseconds between comments: some clients give a quiet stream up after 5 seconds, and proxies notice at the next byte that a client has gone. */
const HEARTBEAT = 4000
const BLANK_LINE = '\n\n'

/** The headers of a stream of events; proxies are told to pass each on at once. */
export const STREAM_HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' }

/** The event that carries a message: `data:` alone, as ids, retry times and names would make clients ask again, or hear nothing. */
export const eventOf = (message: string): string => `data: ${message}${BLANK_LINE}`

/** An answer that goes on: messages as server-sent events, until its connection closes or nothing more comes. */
export class MessageStream {
  readonly #reply: FastifyReply
  readonly #heartbeat: number
  readonly #stream = new Readable({ read () {} })
  #isOver = false

  /**
   * @param heartbeat milliseconds between comments
   * @throws Busy where there is no memory for what its reader may be behind
   */
  constructor (reply: FastifyReply, heartbeat = HEARTBEAT) {
    reply.server.requestMemory.reserve(MAX_BEHIND, reply)
    this.#reply = reply
    this.#heartbeat = heartbeat
  }

  /** Sends the head of the answer with the first event, and lets `follow` send more. */
  start (first: string | undefined, follow: (stream: MessageStream) => void): void {
    const heartbeat = setInterval(() => { this.#push(':\n\n') }, this.#heartbeat).unref()
    onClose(this.#reply, () => {
      clearInterval(heartbeat)
      this.#isOver = true
    })
    if (first !== undefined) this.#stream.push(first)
    follow(this)
    this.#reply.send(this.#stream)
  }

  /** Calls a function once, when the connection is closed or the stream has ended. */
  onClose (callback: () => void): void {
    onClose(this.#reply, callback)
  }

  /**
   * Sends a message whose text comes in two parts, the second of which many streams may share.
   *
   * @returns false where its reader was too far behind and has been given up
   */
  send (head: string, rest: Buffer): boolean {
    return this.#push(`data: ${head}`, rest, BLANK_LINE)
  }

  /** Sends the beginning of a message alone, as a whole event, or as the last that comes before the connection closes. */
  sendPart (text: string, how: 'malformed' | 'truncate'): void {
    this.#push(how === 'malformed' ? eventOf(text) : `data: ${text}`)
    if (how === 'truncate') setImmediate(() => this.close())
  }

  /** Nothing more comes. */
  end (): void {
    if (!this.#isOver) this.#stream.push(null)
    this.#isOver = true
  }

  /** Closes the connection. */
  close (): void {
    this.#isOver = true
    this.#reply.raw.destroy()
  }

  /** Resets the connection. */
  reset (): void {
    this.#isOver = true
    resetConnection(this.#reply.request.raw.socket)
  }

  /** Sends texts together; a reader who is behind by too much is given up. */
  #push (...parts: ReadonlyArray<string | Buffer>): boolean {
    if (this.#isOver) return false
    const behind = this.#stream.readableLength + this.#reply.raw.writableLength
    const length = parts.reduce((sum, part) => sum + part.length, 0)
    if (behind > 0 && behind + length > MAX_BEHIND) {
      this.#reply.log.info({ id: this.#reply.request.draft.id, sandbox: this.#reply.request.sandbox.id }, 'reader of a stream given up: it fell too far behind')
      this.close()
      return false
    }
    for (const part of parts) this.#stream.push(part)
    return true
  }
}
