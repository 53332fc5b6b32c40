// @ts-nocheck
import type { FastifyReply } from 'fastify'

/**
 * Aborts when the connection closes: the client disconnected or the response was sent. `request.signal` would abort as
 * soon as a body has been read.
 */
export function closeSignal (reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  if (reply.raw.destroyed) controller.abort()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}
