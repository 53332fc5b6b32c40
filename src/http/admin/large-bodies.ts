import type { FastifyInstance, FastifyReply } from 'fastify'
import { Busy } from '../../lib/errors.ts'
import { onClose } from '../on-close.ts'

/** A body from here on, in bytes, counts as large. */
const LARGE = 1024 * 1024
const MAX_UNDER_WAY = 128 * 1024 * 1024
const MAX_PAUSE = 30_000

export interface LargeBodyLimits {
  /** Bytes of large bodies that are on their way at once, coming and going. */
  readonly maxUnderWay?: number
  /** Milliseconds that the reader of a large answer may pause. */
  readonly maxPause?: number
}

/**
 * Bounds the memory of the large bodies of a plugin's routes, those that come and those that go: what would be too much
 * at once is 503, and a reader who does not read is given up. (That a body comes at all in time is `requestTimeout`.)
 */
export function limitLargeBodies (app: FastifyInstance, { maxUnderWay = MAX_UNDER_WAY, maxPause = MAX_PAUSE }: LargeBodyLimits = {}): void {
  let underWay = 0

  function reserve (bytes: number, reply: FastifyReply): void {
    if (underWay + bytes > maxUnderWay) throw new Busy('Too many large bodies are on their way. Ask again when they are through, or for less: GET /admin/requests has limit, GET /admin/state has accounts=changed.')
    underWay += bytes
    onClose(reply, () => { underWay -= bytes })
  }

  app.addHook('preParsing', ({ headers, routeOptions: { bodyLimit = 0 } }, reply, _payload, done) => {
    if (bodyLimit > LARGE) {
      const declared = headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : bodyLimit
      if (declared > LARGE && declared <= bodyLimit) reserve(declared, reply) // a longer one is refused unread
    }
    done()
  })

  app.addHook('onSend', (_request, reply, payload, done) => {
    if (typeof payload === 'string' && payload.length > LARGE) {
      reserve(payload.length, reply)
      reply.raw.setTimeout(maxPause, () => reply.raw.destroy())
    }
    done()
  })
}
