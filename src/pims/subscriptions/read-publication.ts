import { Value } from '@sinclair/typebox/value'
import { getAccount } from '../../accounts/edit-account.ts'
import { labelOf } from '../../codes/catalogue.ts'
import { checkSubCode } from '../../effects/error.ts'
import { readCode } from '../../faults/read-code.ts'
import { closedObject } from '../../lib/closed-object.ts'
import { Invalid, Malformed } from '../../lib/errors.ts'
import { explain } from '../../lib/explain.ts'
import { suggest } from '../../lib/nearest-word.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { PublicationInput } from '../../wire/subscription.ts'
import type { Operation } from '../language/operation.ts'
import { Outputs } from '../outputs.ts'
import { exampleOfValues } from '../reference/examples.ts'
import { listed, operationOf } from '../registry.ts'
import type { Publication } from './publish.ts'
import { MAX_RESULT, type ResultPayload } from './result-message.ts'
import type { Subscription } from './subscriptions.ts'

/**
 * Checks what somebody wants to be published.
 *
 * @throws Malformed, NotFound for an unknown account, or Invalid for an operation that is none or a result that is not as the reference says; nothing is sent then
 */
export function readPublication (sandbox: Sandbox, input: PublicationInput): Publication {
  const { account, device, result, error, force = false } = input
  if (result !== undefined && error !== undefined) throw new Malformed('Send a result, as the reference documents the output of the operation, or an error such as {"code": 2339}, and not both; with neither, listeners get what PUT /admin/outputs/{operation} has put, else the example of the reference.')
  if (account !== undefined) getAccount(sandbox, account)
  const operations = operationsOf(input)
  const about = { account, device }
  if (error !== undefined) {
    const { code, label = labelOf(readCode(code), sandbox.settings.sdkVersion), subCode } = error
    if (!force) checkSubCode(code, subCode)
    const fitting = operations.filter(({ codes }) => force || codes.some((documented) => documented === code))
    if (fitting.length === 0) throw new Invalid(`error.code ${code} is not documented for ${nameAll(operations)}. Documented: ${listOf(operations.flatMap(({ codes }) => codes))}. "force": true sends it all the same.`)
    return { ...about, operation: fitting.map(({ id }) => id), error: { code, label, ...subCode !== undefined && { subCode } } }
  }
  if (result === undefined) return { ...about, operation: operations.map(({ id }) => id), toldTo: standingOutputs(sandbox) }
  const size = Buffer.byteLength(JSON.stringify(result))
  if (size > MAX_RESULT) throw new Invalid(`result has ${size} bytes; a message takes at most ${MAX_RESULT}.`)
  const fitting = operations.filter(({ output }) => force || Value.Check(closedObject(output), result))
  if (fitting.length === 0) throw new Invalid(`${operations.map(({ id, output }) => `${explain(closedObject(output), result, 'result')} (${id})`).join('; ')}. "force": true sends it all the same.`)
  return { ...about, operation: fitting.map(({ id }) => id), result }
}

/** What a subscription is told when nothing else is said: the output that was put for its account or for all, else the example of the reference; one object for all who get the same. */
function standingOutputs (sandbox: Sandbox): (subscription: Subscription) => ResultPayload {
  const outputs = sandbox.part(Outputs)
  const examples = new Map(listed.filter(({ reference }) => reference.verb === 'subscribe').map(({ id, reference }) => [id, reference.output]))
  const payloads = new Map<unknown, ResultPayload>()
  return ({ operation, account }) => {
    const put = outputs.find(operation, account)
    const known = payloads.get(put ?? operation)
    if (known !== undefined) return known
    const payload = { result: put ?? exampleOfValues(examples.get(operation) ?? []) }
    payloads.set(put ?? operation, payload)
    return payload
  }
}

/** Every operation that can be subscribed to. */
const subscribable = (): readonly Operation[] => listed.filter(({ reference }) => reference.verb === 'subscribe').map(operationOf)

/** The subscriptions that are meant, by the operation or the api. */
function operationsOf ({ operation, api }: PublicationInput): readonly Operation[] {
  const all = subscribable()
  if ((operation === undefined) === (api === undefined)) throw new Malformed(`Send operation or api, and not both. Operations are ${nameAll(all)}.`)
  const found = all.filter((each) => operation === undefined ? each.api === api : each.id === operation || each.name === operation)
  if (found.length > 0) return found
  if (operation === undefined) throw new Invalid(`api "${api}" has no subscriptions. ${suggest(String(api), all.map((each) => each.api), `Those are ${listOf(all.map((each) => each.api))}.`)}`)
  throw new Invalid(`operation "${operation}" is no subscription. ${suggest(operation, all.flatMap(({ id, name }) => [id, name]), `Those are ${nameAll(all)}.`)}`)
}

const nameAll = (operations: readonly Operation[]): string => operations.map(({ id }) => id).join(', ')

const listOf = (values: ReadonlyArray<string | number>): string => [...new Set(values)].join(', ')
