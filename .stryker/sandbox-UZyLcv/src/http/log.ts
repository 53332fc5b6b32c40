// @ts-nocheck
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'

/**
 * Makes the server's logger the `log` of every request. Fastify itself is given no logger: a child logger and two
 * listeners for each request would cost a tenth of it.
 */
export function registerLogger (app: FastifyInstance, logger: FastifyBaseLogger | undefined): void {
  if (logger !== undefined) app.setChildLoggerFactory(() => logger)
}
