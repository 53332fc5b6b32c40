import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import type { FaceReply } from './face-request.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether pages of other sites may use this server. */
    readonly servesForeignPages?: boolean
  }
}

/** What a page may read of an answer, besides what every page may. */
const EXPOSED = ['X-Mock-Reason', 'X-Mock-Forgotten', 'X-Transaction-Id', 'X-Mock-Instance']

/**
 * Lets pages of any site use the server, such as those in a web view: every answer says so, and a preflight is answered
 * before it reaches a face, so that it is in no journal.
 */
export function registerCors (app: FastifyInstance): void {
  app.decorate('servesForeignPages', true)
  app.register(cors, { origin: true, credentials: true, methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'], exposedHeaders: EXPOSED, strictPreflight: false })
}

/** The headers without which a page could not read an answer that is written past Fastify. */
export const corsHeadersOf = (reply: FaceReply): Record<string, string> =>
  Object.fromEntries(Object.entries(reply.getHeaders()).filter(([name]) => name.startsWith('access-control-')).map(([name, value]) => [name, String(value)]))
