import type { FastifyRequest } from 'fastify'
import { Faults } from '../../faults/engine.ts'
import { readFaultHeader } from '../../faults/header.ts'
import { toTransport } from '../../faults/network-codes.ts'
import type { Hit } from '../../faults/rule.ts'
import type { Effect } from '../../wire/fault.ts'
import type { Endpoint, FaceDefinition, Understood } from './endpoint.ts'

/**
 * Decides whether a fault hits a request: the one that its `X-Fault` header asks for, else the newest rule of the
 * sandbox that matches, else the one that the request names itself (a magic number).
 *
 * @throws Malformed, Invalid for a header that asks for no fault of this operation
 */
export function matchFault<P, Input extends Understood, Output> (request: FastifyRequest, input: Input, face: FaceDefinition<P>, endpoint: Endpoint<P, Input, Output>): Hit | undefined {
  const hit = findHit(request, input, endpoint)
  return hit === undefined || face.answersNetworkCodes ? hit : { ...hit, effect: toTransport(hit.effect) }
}

function findHit<P, Input extends Understood, Output> ({ headers, sandbox }: FastifyRequest, input: Input, { appliesTo }: Endpoint<P, Input, Output>): Hit | undefined {
  const { call, namedEffect } = input
  const { 'x-fault': asked } = headers
  if (asked !== undefined) return { effect: readFaultHeader(String(asked), call.operation, sandbox.targets), delay: 0 }
  const hit = sandbox.part(Faults).match(call, appliesTo === undefined ? undefined : (effect: Effect | null) => appliesTo(input, effect))
  if (hit !== undefined) return hit
  return namedEffect === undefined ? undefined : { effect: namedEffect, delay: 0 }
}
