import type { FastifyInstance } from 'fastify'

/** An answer from here on, in bytes, counts as large. */
const LARGE = 1024 * 1024
/** Milliseconds that the reader of a large answer may pause. */
const MAX_PAUSE = 30_000

/** Counts the large answers of a plugin's routes as long as they are on their way, and gives up a reader who does not read. */
export function limitLargeAnswers (app: FastifyInstance, maxPause = MAX_PAUSE): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (typeof payload === 'string' && payload.length > LARGE) {
      app.requestMemory.reserve(payload.length, reply)
      reply.raw.setTimeout(maxPause, () => reply.raw.destroy())
    }
    done()
  })
}
