import type { FastifyInstance } from 'fastify'
import { errorBodyOf, JSON_TYPE } from '../errors.ts'
import type { FaceReply, FaceRequest } from '../face-request.ts'
import type { FastRoute } from '../fast-path/fast-path.ts'
import { INSTANCE_HEADER } from '../instance.ts'
import type { Guard } from './guard-admin.ts'

/** What a route of the admin API answers. */
type Read = (request: FaceRequest, reply: FaceReply) => unknown

declare module 'fastify' {
  interface FastifyInstance {
    /** Has plain requests of a route that only reads served on the fast path; goes into its `config`. */
    readonly fastRead: (read: Read) => FastRoute
  }
}

/** Lets routes of a plugin that only read take the fast path: what its hooks do, in their order. */
export function registerFastReads (app: FastifyInstance, guard: Guard): void {
  app.decorate('fastRead', (read) => ({
    admits (request) {
      try {
        guard(request)
        return true
      } catch {
        return false
      }
    },
    begin (_request, reply) {
      reply.header(INSTANCE_HEADER, app.instance).header('cache-control', 'no-store')
    },
    async handle (request, reply) {
      request.sandbox.refuseClosed()
      const value = await read(request, reply)
      reply.type(JSON_TYPE).send(JSON.stringify(value))
    },
    refuse (error, request, reply) {
      const body = errorBodyOf(error, request)
      reply.code(body.statusCode).header('cache-control', 'no-store').type(JSON_TYPE).send(JSON.stringify(body))
    }
  }))
}
