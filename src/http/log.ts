import type { FastifyBaseLogger, FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** The server's logger. Fastify's own `log` stays silent: a logger of its own for each request, and two listeners on it, would cost a tenth of the request. */
    readonly logger: Pick<FastifyBaseLogger, 'info' | 'error'>
  }
}

const silent = { info: () => {}, error: () => {} }

/** Gives every request the server's logger; none is silence. */
export function useLogger (app: FastifyInstance, logger: Pick<FastifyBaseLogger, 'info' | 'error'> = silent): void {
  app.decorateRequest('logger', { getter: () => logger })
}
