import type { Effect } from '../../effects/index.ts'
import type { Answer } from '../../calls/endpoint.ts'
import { callOf, type Call } from '../../targets/call.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { type Err, injectedRefusal, type Refused, refusalOf } from './err.ts'
import { findUser } from './fields.ts'
import type { ServiceFields, Output, ServiceOperation } from './operation.ts'
import { Pushes } from './pushes.ts'
import { targetId } from './targets.ts'

/** An answer of the service API: its `err`, what else it says, and the reason of a refusal for the author of a client. */
export interface ServiceAnswer {
  readonly err: Err
  readonly output: Output
  readonly reason?: string
}

/** Finds out what a request is about: its operation, the account of its user, and the device of its push. */
export function readCall (sandbox: Sandbox, operation: ServiceOperation | undefined, fields: ServiceFields): Call {
  const { sessionId } = fields
  const push = sessionId === undefined ? undefined : sandbox.part(Pushes).get(sessionId)
  return { ...callOf(operation && targetId(operation.name), (operation?.find ?? findUser)(sandbox, fields)), device: push?.device }
}

/** Carries an operation out, under what an effect leaves to this face; a refusal is an answer too. */
export function answerService (sandbox: Sandbox, operation: ServiceOperation, fields: ServiceFields, effect: Effect | null): ServiceAnswer {
  try {
    if (effect !== null && 'error' in effect) throw injectedRefusal(effect)
    return { err: 'OK', output: operation.run(sandbox, fields) }
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === undefined) throw error
    return refuseService(refusal, sandbox.clock.now())
  }
}

/** What the journal notes of an answer. */
export const serviceOutcome = ({ err, reason }: ServiceAnswer): Answer =>
  reason === undefined ? { status: 'SUCCEEDED' } : { status: 'FAILED', code: err, reason }

/** The answer that refuses a request at a time, in milliseconds since 1970. */
export const refuseService = ({ err, message }: Refused, now: number): ServiceAnswer =>
  ({ err, output: { timestamp: now }, reason: message })
