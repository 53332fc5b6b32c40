import type { FastifyInstance } from 'fastify'
import type { SavedPart } from '../../sandbox/sandbox.ts'
import type { Target } from '../../targets/targets.ts'
import type { Face } from '../../words/faces.ts'

/** A face that HTTP carries, as the application takes it in: `src/app.ts` lists them. */
export interface HttpFace<Services> {
  readonly name: Face
  /** What faults can hit on it. */
  readonly targets: readonly Target[]
  /** What it keeps in a sandbox, and in its snapshots. */
  readonly parts: readonly SavedPart[]
  /** Adds its routes, each under its whole path; every request of the plugin has its sandbox. */
  register (app: FastifyInstance, services: Services): void
}
