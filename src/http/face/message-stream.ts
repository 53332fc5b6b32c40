import type { FaceReply } from '../face-request.ts'
import { setImmediate } from '../../lib/timers.ts'
import { ServerSentEvents } from '../server-sent-events.ts'
import { resetConnection } from '../../lib/reset-connection.ts'

/** Bytes of messages that a reader may be behind. */
const MAX_BEHIND = 128 * 1024
/** Milliseconds between comments: some clients give a quiet stream up after 5 seconds, and proxies notice at the next byte that a client has gone. */
const HEARTBEAT = 4000
const BLANK_LINE = '\n\n'
const END_OF_EVENT = Buffer.from(BLANK_LINE)

/** The event that carries a message: `data:` alone, as ids, retry times and names would make clients ask again, or hear nothing. */
export const eventOf = (message: string): string => `data: ${message}${BLANK_LINE}`

/** An answer that goes on: messages as server-sent events, until its connection closes or nothing more comes. */
export class MessageStream {
  readonly #reply: FaceReply
  readonly #heartbeat: number
  readonly #events: ServerSentEvents

  /**
   * @param heartbeat milliseconds between comments
   * @throws Busy where there is no memory for what its reader may be behind
   */
  constructor (reply: FaceReply, heartbeat = HEARTBEAT) {
    reply.server.requestMemory.reserve(MAX_BEHIND, reply)
    this.#reply = reply
    this.#heartbeat = heartbeat
    this.#events = new ServerSentEvents(reply)
  }

  /** Sends the head of the answer with the first event, and lets `follow` send more. */
  start (first: string, follow: (stream: MessageStream) => void): void {
    this.#events.open({ every: this.#heartbeat, comment: ':\n\n' })
    this.#events.write(first)
    follow(this)
  }

  /** Calls a function once, when the connection is closed or the stream has ended. */
  onClose (callback: () => void): void {
    this.#events.onClose(callback)
  }

  /**
   * Sends a message whose text comes in two parts, the second of which many streams may share.
   *
   * @returns false where its reader was too far behind and has been given up
   */
  send (head: string, rest: Buffer): boolean {
    return this.#push(Buffer.concat([Buffer.from(`data: ${head}`), rest, END_OF_EVENT]))
  }

  /** Sends the beginning of a message alone, as a whole event, or as the last that comes before the connection closes. */
  sendPart (text: string, how: 'malformed' | 'truncate'): void {
    this.#push(how === 'malformed' ? eventOf(text) : `data: ${text}`)
    if (how === 'truncate') setImmediate(() => this.close())
  }

  /** Nothing more comes. */
  end (): void {
    this.#events.end()
  }

  /** Closes the connection. */
  close (): void {
    this.#events.close()
  }

  /** Resets the connection. */
  reset (): void {
    resetConnection(this.#reply.request.raw.socket)
    this.close()
  }

  /** A reader who is behind by too much is given up. */
  #push (event: string | Buffer): boolean {
    const { behind, isOver } = this.#events
    if (isOver) return false
    if (behind > 0 && behind + event.length > MAX_BEHIND) {
      this.#reply.log.info({ id: this.#reply.request.draft.id, sandbox: this.#reply.request.sandbox.id }, 'reader of a stream given up: it fell too far behind')
      this.close()
      return false
    }
    this.#events.write(event)
    return true
  }
}
