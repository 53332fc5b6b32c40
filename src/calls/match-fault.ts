import { Faults } from '../faults/engine.ts'
import { readFaultHeader } from '../faults/header.ts'
import { toTransport } from '../faults/network-codes.ts'
import type { Hit } from '../faults/rule.ts'
import type { Effect } from '../effects/index.ts'
import type { Understood } from './endpoint.ts'
import type { Exchange } from './exchange.ts'

/** What decides which faults can hit a request: an endpoint. */
interface Hittable<Input> {
  appliesTo? (input: Input, effect: Effect | null): boolean
}

/**
 * Decides whether a fault hits a request: the one that it asks for (`X-Fault`), else the newest rule of the sandbox that
 * matches, else the one that the request names itself (a magic number).
 *
 * @throws Malformed, Invalid where it asks for no fault of this operation
 */
export function matchFault<Input extends Understood> (exchange: Exchange, input: Input, { answersNetworkCodes }: { readonly answersNetworkCodes: boolean }, endpoint: Hittable<Input>): Hit | undefined {
  const hit = findHit(exchange, input, endpoint)
  return hit === undefined || answersNetworkCodes ? hit : { ...hit, effect: toTransport(hit.effect) }
}

function findHit<Input extends Understood> ({ askedFault, sandbox }: Exchange, input: Input, { appliesTo }: Hittable<Input>): Hit | undefined {
  const { call, namedEffect } = input
  if (askedFault !== undefined) return { effect: readFaultHeader(askedFault, call.operation, sandbox.targets), delay: 0 }
  const hit = sandbox.part(Faults).match(call, appliesTo === undefined ? undefined : (effect: Effect | null) => appliesTo(input, effect))
  if (hit !== undefined) return hit
  return namedEffect === undefined ? undefined : { effect: namedEffect, delay: 0 }
}
