import type { FastifyInstance } from 'fastify'
import type { AnyFace } from '../../calls/face.ts'

/** A face that HTTP carries, as the application takes it in: `src/app.ts` lists them. */
export interface HttpFace<Services> extends AnyFace {
  /** Adds its routes, each under its whole path; every request of the plugin has its sandbox. */
  register (app: FastifyInstance, services: Services): void
}
