import { getAccount } from '../accounts/edit-account.ts'
import { Full, NotFound } from '../lib/errors.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { OutputView } from '../wire/output.ts'
import { checkOutput } from './check-output.ts'
import { MAX_OUTPUTS, noOperation, Outputs, type StoredOutput, weightOfOutput } from './outputs.ts'
import { exampleOfValues } from './reference/examples.ts'
import { listed, operationOf } from './registry.ts'

const view = (stored: StoredOutput, isPut = true): OutputView => ({ ...stored, isPut })

/** @throws NotFound that names the nearest operation */
function pageOf (id: string) {
  const page = listed.find((each) => each.id === id)
  if (page === undefined) throw new NotFound(noOperation(id))
  return page
}

/** Every output that was put, the oldest first. */
export const listOutputs = (sandbox: Sandbox): OutputView[] => sandbox.part(Outputs).save().map((stored) => view(stored))

/**
 * What an operation answers, or those who listen to it get where nothing else is published: what was put for the account or for all, else the example of the reference.
 *
 * @throws NotFound for an unknown operation or account, and where the state of the account decides
 */
export function getOutput (sandbox: Sandbox, operation: string, account: string | null): OutputView {
  const page = pageOf(operation)
  if (account !== null) getAccount(sandbox, account)
  const stored = sandbox.part(Outputs).get(operation, account) ?? sandbox.part(Outputs).get(operation, null)
  if (stored !== undefined) return view(stored)
  if (operationOf(page).kind === 'behaved') throw new NotFound(`No output was put for ${operation}; what it answers is decided by state.`)
  return view({ operation, account, output: exampleOfValues(page.reference.output) }, false)
}

/**
 * Puts what an operation answers, checked against the output of the reference.
 *
 * @throws NotFound for an unknown operation or account, Invalid that says where it differs, Full
 */
export function putOutput (sandbox: Sandbox, operation: string, account: string | null, output: StoredOutput['output']): { output: OutputView, created: boolean } {
  checkOutput(operationOf(pageOf(operation)), output)
  if (account !== null) getAccount(sandbox, account)
  const outputs = sandbox.part(Outputs)
  const created = outputs.get(operation, account) === undefined
  if (created && outputs.size >= MAX_OUTPUTS) throw new Full(`The sandbox keeps ${MAX_OUTPUTS} outputs; delete some (DELETE /admin/outputs).`)
  const stored = { operation, account, output }
  sandbox.memory.ensureRoom(weightOfOutput(stored))
  outputs.set(stored)
  return { output: view(stored), created }
}

/** @throws NotFound for an unknown operation or account */
export function deleteOutput (sandbox: Sandbox, operation: string, account: string | null): void {
  const { id } = pageOf(operation)
  if (account !== null) getAccount(sandbox, account)
  sandbox.part(Outputs).delete(id, account)
}
