import { Faults } from '../../faults/engine.ts'
import { NotFound } from '../../lib/errors.ts'
import { DEFAULT_SANDBOX, type Sandbox } from '../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import type { SandboxView } from '../../wire/sandbox.ts'

/** A sandbox in the list of them. */
export const viewSandbox = (sandbox: Sandbox): SandboxView => ({
  id: sandbox.id,
  seed: sandbox.random.seed,
  kept: sandbox.busy || sandbox.id === DEFAULT_SANDBOX,
  accounts: sandbox.accounts.size,
  faults: sandbox.part(Faults).size,
  memory: sandbox.memory.used,
  now: new Date(sandbox.clock.now()).toISOString(),
  path: `/sandbox/${sandbox.id}`
})

/** @throws NotFound; unlike a request to a sandbox, asking about one does not make it */
export function getSandbox (sandboxes: Sandboxes, id: string): Sandbox {
  const sandbox = sandboxes.get(id)
  if (sandbox === undefined) throw new NotFound(`There is no sandbox "${id}". It is made on first use, or by PUT /admin/sandboxes/${id}.`)
  return sandbox
}
