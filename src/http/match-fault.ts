import type { FastifyReply, FastifyRequest } from 'fastify'
import { Faults } from '../faults/engine.ts'
import { readFaultHeader } from '../faults/header.ts'
import { asTransport } from '../faults/network-codes.ts'
import type { Attempt, Hit } from '../faults/rule.ts'
import { injectFault, type WireOptions } from './apply-fault.ts'
import type { Effect } from '../wire/fault.ts'

/**
 * Lets the fault that hits a request of a face other than PIMS happen: the one that the request asks for itself,
 * else a rule of the sandbox.
 * @returns `done` when nothing is left to answer; else what is left to the face, an error, an SMS or an OTP
 */
export async function meetFault (request: FastifyRequest, reply: FastifyReply, attempt: Attempt, wire: WireOptions): Promise<'done' | Effect | null> {
  const hit = takeFault(request, attempt)
  if (hit === undefined) return null
  const effect = asTransport(hit.effect)
  return await injectFault({ ...hit, effect }, reply, wire) === 'done' ? 'done' : effect
}

function takeFault ({ headers, sandbox }: FastifyRequest, attempt: Attempt): Hit | undefined {
  const { 'x-fault': asked } = headers
  if (asked !== undefined) return { effect: readFaultHeader(String(asked), attempt.operation), delay: 0 }
  return sandbox.part(Faults).take(attempt)
}
