import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** Which of several servers this is; another after a restart. */
    readonly instance: string
  }
}

/** The header that says which server an answer speaks for. */
export const INSTANCE_HEADER = 'x-mock-instance'

/** Gives the server a name that no other has: behind a load balancer nothing else tells them apart. */
export function registerInstance (app: FastifyInstance): void {
  app.decorate('instance', randomUUID().slice(0, 8))
}

/** Has every answer of a plugin say which server it speaks for. */
export function sendInstance (app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header(INSTANCE_HEADER, app.instance)
    done()
  })
}
