import { type Static, Type } from '@sinclair/typebox'
import { Faults } from '../faults/engine.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { DEFAULT_SANDBOX, type Sandboxes } from '../sandbox/sandboxes.ts'
import { NotFound } from '../lib/errors.ts'

export const SandboxBodySchema = Type.Object({
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 4294967295, description: 'Makes every code, id and draw reproducible, also after a reset' }))
}, { additionalProperties: false })
type SandboxBody = Static<typeof SandboxBodySchema>

export const SandboxViewSchema = Type.Object({
  id: Type.String(),
  seed: Type.Integer(),
  kept: Type.Boolean({ description: 'Whether it stays when room is needed: a request runs, waits or watches there, or it is the default' }),
  accounts: Type.Integer(),
  faults: Type.Integer(),
  now: Type.String({ description: 'Its time, ISO 8601' }),
  path: Type.String({ description: 'Prefix of every path in it' })
}, { title: 'Sandbox' })

export const viewSandbox = (sandbox: Sandbox): Static<typeof SandboxViewSchema> => ({
  id: sandbox.id,
  seed: sandbox.random.seed,
  kept: sandbox.busy || sandbox.id === DEFAULT_SANDBOX,
  accounts: sandbox.accounts.size,
  faults: sandbox.part(Faults).size,
  now: new Date(sandbox.clock.now()).toISOString(),
  path: `/sandbox/${sandbox.id}`
})

/** @throws NotFound; unlike a request to a sandbox, asking about one does not make it */
export function getSandbox (sandboxes: Sandboxes, id: string): Sandbox {
  const sandbox = sandboxes.get(id)
  if (sandbox === undefined) throw new NotFound(`There is no sandbox "${id}". It comes into being on first use, or by PUT /admin/sandboxes/${id}.`)
  return sandbox
}

/** Makes a sandbox, or gives the one there is another seed. */
export function putSandbox (sandboxes: Sandboxes, id: string, { seed }: SandboxBody): { sandbox: Sandbox, created: boolean } {
  const created = sandboxes.get(id) === undefined
  const sandbox = sandboxes.open(id)
  if (seed !== undefined) sandbox.reseed(seed)
  return { sandbox, created }
}

/** @throws NotFound */
export function dropSandbox (sandboxes: Sandboxes, id: string): void {
  sandboxes.drop(getSandbox(sandboxes, id))
}
