import { Value } from '@sinclair/typebox/value'
import { getAccount } from '../accounts/edit-account.ts'
import { closedObject } from '../lib/closed-object.ts'
import { Full, Invalid, NotFound } from '../lib/errors.ts'
import { explain } from '../lib/explain.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { OutputView } from '../wire/output.ts'
import type { Operation } from './language/operation.ts'
import { MAX_OUTPUTS, noOperation, Outputs, type StoredOutput, weightOfOutput } from './outputs.ts'
import { exampleOfValues } from './reference/examples.ts'
import { listed, operationOf } from './registry.ts'
import { MAX_RESULT } from './subscriptions/result-message.ts'

/** Levels of lists and objects within each other that an output may have. */
const MAX_DEPTH = 20

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
  check(operationOf(pageOf(operation)), output)
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

/** @throws Invalid */
function check ({ id, kind, output: properties }: Operation, output: unknown): void {
  if (Object.keys(properties).length === 0) throw new Invalid(`${id} has no output.`)
  if (isTooDeep(output, MAX_DEPTH)) throw new Invalid(`The output has more than ${MAX_DEPTH} levels.`)
  const schema = closedObject(properties)
  if (!Value.Check(schema, output)) throw new Invalid(`${explain(schema, output, 'the output')}.`)
  if (kind !== 'subscription') return
  const size = Buffer.byteLength(JSON.stringify(output))
  if (size > MAX_RESULT) throw new Invalid(`The output has ${size} bytes; a RESULT takes at most ${MAX_RESULT}.`)
}

const isTooDeep = (value: unknown, left: number): boolean =>
  typeof value === 'object' && value !== null && (left === 0 || Object.values(value).some((part) => isTooDeep(part, left - 1)))
