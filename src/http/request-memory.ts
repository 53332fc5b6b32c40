import type { FastifyInstance, FastifyReply } from 'fastify'
import { lengthOfHeaders } from '../journal/details.ts'
import { Busy } from '../lib/errors.ts'
import { onClose } from './on-close.ts'

declare module 'fastify' {
  interface FastifyInstance {
    readonly requestMemory: RequestMemory
  }
}

/** A body up to here, in bytes, is not counted: what a connection takes covers it. */
const SMALL = 4096
/** Bytes of memory for a byte of a body: as it comes in, and as it is kept once it is parsed. */
const COPIES = 2
/** Bytes of a request that waits behind another one of its connection, besides its headers. */
const QUEUED = 8192

/** The memory of requests that are under way, which no sandbox has yet. Like that of the sandboxes it is counted, not measured. */
export class RequestMemory {
  /** Bytes that they may take together. */
  readonly limit: number
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

  /**
   * Counts bytes until a response is over.
   *
   * @throws Busy when that would be too much
   */
  reserve (bytes: number, reply: FastifyReply): void {
    if (this.#used + bytes > this.limit) throw new Busy('Requests and answers that are on their way take all the memory that MAX_MEMORY_MB leaves them. Ask again when some are through, or for less: GET /admin/requests has limit, GET /admin/state has accounts=changed.')
    this.#used += bytes
    onClose(reply, () => { this.#used -= bytes })
  }
}

/** Bounds the memory of requests that are under way, before their bodies are read; a request as most are costs a look at two headers. */
export function limitRequests (app: FastifyInstance, memory: RequestMemory): void {
  app.decorate('requestMemory', memory)
  app.addHook('preParsing', (request, reply, _payload, done) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
    if (encoding !== undefined || Number(length) > SMALL) {
      const { bodyLimit = 0 } = request.routeOptions
      const bytes = encoding === undefined ? Number(length) : bodyLimit
      if (bytes <= bodyLimit) memory.reserve(bytes * COPIES, reply) // a longer one is refused unread
    }
    if (reply.raw.socket === null) memory.reserve(QUEUED + request.url.length + lengthOfHeaders(request.headers), reply)
    done()
  })
}
