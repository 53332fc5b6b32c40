import { Type } from '@sinclair/typebox'
import type { Fault } from '../../client/contract.ts'
import type { Failure, FaultOptions } from '../../client/fail.ts'
import type { CodeOf, Operation } from '../../client/operations.ts'
import { closedObject } from '../../lib/closed-object.ts'
import { suggest } from '../../lib/nearest-word.ts'
import { TRANSPORTS } from '../../words/effects.ts'
import { filled } from '../short.ts'
import { CHANGING, tool } from '../tool.ts'

const Operations = Type.Array(Type.String(), { minItems: 1, maxItems: 50, description: 'Such as modifyPhoneNumber; all when absent' })

export const startFaults = tool({
  name: 'start_faults',
  description: 'Makes requests of the app fail: by a failure, or by a scenario of get_state in place of all faults.',
  input: closedObject({
    failure: Type.Optional(Type.String({ maxLength: 20, description: `A code such as "2310", or ${TRANSPORTS.join(', ')}` })),
    scenario: Type.Optional(Type.String({ maxLength: 80 })),
    operations: Type.Optional(Operations),
    account: Type.Optional(Type.String()),
    times: Type.Optional(Type.Integer({ minimum: 1 })),
    skip: Type.Optional(Type.Integer({ minimum: 0 })),
    delayMs: Type.Optional(Type.Integer({ minimum: 0 }))
  }),
  annotations: CHANGING,
  run: async ({ failure, scenario, operations, delayMs, ...conditions }, { sandbox }) => {
    const rest = Object.keys({ ...conditions, ...operations !== undefined && { operations }, ...delayMs !== undefined && { delayMs } })
    if (scenario !== undefined) {
      if (failure !== undefined || rest.length > 0) throw new Error(`A scenario takes nothing beside it. Leave ${[...failure === undefined ? [] : ['failure'], ...rest].join(', ')} out, or scenario.`)
      await sandbox.scenario(scenario)
      return { faults: (await sandbox.faults()).map(showFault) }
    }
    if (failure === undefined) throw new Error(`Give failure, such as "2310" or ${TRANSPORTS[0]}, or a scenario of get_state.`)
    const options = { ...conditions, ...operations !== undefined && { operation: operations }, ...delayMs !== undefined && { delay: delayMs } } as FaultOptions // the server says which operations there are
    return showFault(await sandbox.fail(failureNamed(failure), options))
  }
})

export const stopFaults = tool({
  name: 'stop_faults',
  description: 'Switches faults and scenarios off: all, or those named.',
  input: closedObject({ failures: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 50, description: 'Failures, or ids of get_state' })) }),
  annotations: { ...CHANGING },
  run: async ({ failures = [] }, { sandbox }) => {
    const before = await sandbox.faults()
    await sandbox.ok(...failures)
    const left = await sandbox.faults()
    return { stopped: before.length - left.length, left: left.map(showFault) }
  }
})

/** A fault as an agent is shown it. */
export const showFault = ({ id, explanation, hits, remaining, shadowedBy }: Fault): object => filled({ id, explanation, hits, remaining, shadowedBy })

/** @throws Error that names what there is */
export function failureNamed (failure: string): Failure<CodeOf<Operation>> & (number | string) {
  if (/^\d+$/.test(failure)) return Number(failure) as CodeOf<Operation> // the server says which codes there are
  const transport = TRANSPORTS.find((one) => one === failure)
  if (transport !== undefined) return transport
  throw new Error(`The failure "${failure}" is not known. ${suggest(failure, TRANSPORTS, `There are ${TRANSPORTS.join(', ')}, and codes such as "2310".`)}`)
}
