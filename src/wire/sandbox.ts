import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'

/** Which of several servers it is. */
export const InstanceSchema = Type.String({ description: 'Which of several servers this is; another after a restart' })

/** What can be set of a sandbox. */
export const SandboxBodySchema = closedObject({
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 4294967295, description: 'Makes every code, id and draw reproducible, also after a reset' }))
})
export type SandboxBody = Static<typeof SandboxBodySchema>

/** A sandbox in the list of them. */
export const SandboxViewSchema = Type.Object({
  id: Type.String(),
  seed: Type.Integer(),
  kept: Type.Boolean({ description: 'Whether it stays when room is needed: a request runs, waits or watches there, or it is the default' }),
  accounts: Type.Integer(),
  faults: Type.Integer(),
  memory: Type.Integer({ description: 'Bytes of memory that it takes, roughly' }),
  now: Type.String({ description: 'Its time, ISO 8601' }),
  path: Type.String({ description: 'Prefix of every path in it' })
}, { title: 'Sandbox' })
export type SandboxView = Static<typeof SandboxViewSchema>

/** The sandboxes of one server. */
export const SandboxesSchema = Type.Object({
  instance: InstanceSchema,
  sandboxes: Type.Array(SandboxViewSchema, { description: 'The most recently used first' })
}, { title: 'Sandboxes' })
