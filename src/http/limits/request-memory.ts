import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type Readable, Transform } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { RawReply } from '../face-request.ts'
import { lengthOfHeaders } from '../../journal/keep.ts'
import { Busy } from '../../lib/errors.ts'
import { onClose } from '../closing/on-close.ts'

declare module 'fastify' {
  interface FastifyInstance {
    readonly requestMemory: RequestMemory
  }
}

/** A body or a URL up to here, in bytes, is not counted: what a connection takes covers it. */
const SMALL = 4096
/** Bytes of memory for a byte of a text, as it comes in and as it is kept. */
const COPIES = 2
/** Bytes of memory for each mark in a text at which an object, an element or a field may begin. */
const PART = 64
/** Bytes of memory for each chunk of a body, besides what is in it. */
const CHUNK = 256
/** A body from here on, in bytes, is the snapshot of a sandbox, which has made room for it. */
const SNAPSHOT = 1024 * 1024
/** Bytes of a request that waits behind another one of its connection, besides its headers. */
const QUEUED = 24 * 1024

/** The memory of requests that are under way, which no sandbox has yet. Like that of the sandboxes it is counted, not measured. */
export class RequestMemory {
  /** Bytes that they may take together. */
  readonly limit: number
  /** Takes more for the body of a request that is counted. */
  readonly #growing = new WeakMap<IncomingMessage, (more: number) => void>()
  /** Bytes that have come in of the bodies whose length nobody announced. */
  readonly #received = new WeakMap<IncomingMessage, number>()
  #used = 0

  constructor (limit: number) {
    this.limit = limit
  }

  get used (): number {
    return this.#used
  }

  /** Bytes of the largest body that fits in alone. */
  get largestBody (): number {
    return Math.floor(this.limit / COPIES)
  }

  hasRoom (bytes: number): boolean {
    return this.#used + bytes <= this.limit
  }

  /**
   * Counts bytes until a response is over.
   *
   * @throws Busy when that would be too much
   */
  reserve (bytes: number, reply: RawReply): void {
    let held = 0
    const grow = (more: number): void => {
      if (!this.hasRoom(more)) throw new Busy('Requests and answers that are on their way take all the memory that MAX_MEMORY_MB leaves them. Ask again when some are through, or for less: GET /admin/requests has limit, GET /admin/state has accounts=changed.')
      this.#used += more
      held += more
    }
    grow(bytes)
    this.#growing.set(reply.request.raw, grow)
    onClose(reply, () => {
      this.#growing.delete(reply.request.raw)
      this.#used -= held
    })
  }

  /**
   * Counts what a body takes once it is parsed; to be called before.
   *
   * @throws Busy when that would be too much
   */
  reserveParsed (request: IncomingMessage, text: string): void {
    if (text.length > SMALL && text.length < SNAPSHOT) this.#growing.get(request)?.(partsOf(text) * PART)
  }

  /** A body whose length nobody announced, counted as it comes in; it ends with the error Busy where that becomes too much. */
  countBody (body: Readable, reply: RawReply): Transform {
    const { raw } = reply.request
    this.reserve(0, reply)
    const counted = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        try {
          this.#growing.get(raw)?.(chunk.length * COPIES + CHUNK)
          this.#received.set(raw, this.lengthOf(raw) + chunk.length)
          done(null, chunk)
        } catch (error) {
          done(error as Error)
        }
      }
    })
    counted.on('error', () => {}) // nobody may read it yet, or any more
    onClose(reply, () => {
      body.unpipe(counted)
      body.resume() // what is left of it stands before the next request of the connection
    })
    return body.pipe(counted)
  }

  /** Bytes of the body of a request: as announced, else as many as have come in. */
  lengthOf (request: IncomingMessage): number {
    return this.#received.get(request) ?? Number(request.headers['content-length'] ?? 0)
  }
}

/** How many objects, elements and fields a JSON text, a form or a query may have. */
function partsOf (text: string): number {
  let parts = 0
  for (let index = 0; index < text.length; index++) {
    const mark = text[index]
    if (mark === ',' || mark === '&' || mark === '{' || mark === '[') parts++
  }
  return parts
}

/** Whether a request has a length that is not counted. */
export const isSmall = (url: string, { 'content-length': length = '0' }: IncomingHttpHeaders): boolean => url.length <= SMALL && Number(length) <= SMALL

/** Bounds the memory of requests that are under way, before their bodies are read; a request as most are costs a look at its length. */
export function limitRequests (app: FastifyInstance, memory: RequestMemory): void {
  app.decorate('requestMemory', memory)
  app.addHook('preParsing', (request, reply, payload, done) => {
    const { url, headers } = request
    const { 'content-length': length, 'transfer-encoding': encoding } = headers
    if (reply.raw.socket === null) {
      const bytes = QUEUED + url.length + lengthOfHeaders(headers)
      if (!memory.hasRoom(bytes)) { // a refusal would have to wait behind the others, too
        request.raw.socket.destroy()
        return
      }
      memory.reserve(bytes, reply)
    }
    if (url.length > SMALL) memory.reserve(url.length * COPIES + partsOf(url) * PART, reply)
    if (encoding !== undefined) return done(null, memory.countBody(payload, reply))
    const { bodyLimit = 0 } = request.routeOptions
    if (Number(length) > SMALL && Number(length) <= bodyLimit) memory.reserve(Number(length) * COPIES, reply) // a longer one is refused unread
    done()
  })
}
