import type { FastifyReply } from 'fastify'

/** Aborts once the client has left, or the answer is out. `request.signal` would abort as soon as a body has been read. */
export function departure (reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  if (reply.raw.destroyed) controller.abort()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}
