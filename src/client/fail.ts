import type { Code, Delay, Effect, Face, Fault, FaultInput } from './contract.ts'
import { expectOptions, type OptionNames } from './expect-options.ts'
import { MockError } from './mock-error.ts'
import type { Operation } from './operations.ts'

type ErrorEffect = Extract<Effect, { error: number }>

/** What happens to the connection in place of an answer. */
export type Transport = Extract<Effect, { transport: string }>['transport']

/** An effect, a code of the SDK in it being one of those given. */
export type EffectWith<Codes extends Code> = Exclude<Effect, ErrorEffect> | (Omit<ErrorEffect, 'error'> & { error: Codes })

/** How requests fail: with a code, by the network, or with any other effect; a list is taken one per request. */
export type Failure<Codes extends Code = Code> = Codes | Transport | EffectWith<Codes> | ReadonlyArray<Codes | Transport | EffectWith<Codes>>

/** Which requests a fault hits; what is absent matches any. */
export interface FaultOptions<Name extends Operation = Operation> {
  readonly operation?: Name | readonly Name[]
  readonly account?: string
  readonly device?: string
  /** In any usual spelling. */
  readonly phoneNumber?: string
  readonly face?: Face
  /** Stops after so many requests. */
  readonly times?: number
  /** Lets so many requests pass first. */
  readonly skip?: number
  /** From 0 to 1. */
  readonly probability?: number
  /** Milliseconds before the answer. */
  readonly delay?: Delay
  /** Hits RESULT messages in place of requests: `skip` and `times` count those. */
  readonly on?: 'result'
  /** Raises the code even where it is not documented. */
  readonly force?: boolean
  /** Id of the rule; one of the same id is replaced. */
  readonly id?: string
}

const OPTIONS: OptionNames<FaultOptions> = {
  operation: true, account: true, device: true, phoneNumber: true, face: true, times: true, skip: true, probability: true, delay: true, on: true, force: true, id: true
}

/** The rule that a failure and its options make. @throws TypeError for an option that there is not: the server would name the fields of a rule */
export function faultOf (failure: Failure | null, options: FaultOptions): FaultInput {
  expectOptions('a fault', options, OPTIONS)
  const { id, operation, account, device, phoneNumber, face, ...conditions } = options
  const match = { operation: typeof operation === 'object' ? [...operation] : operation, account, device, phoneNumber, face }
  return {
    ...id !== undefined && { id },
    match: Object.fromEntries(Object.entries(match).filter(([, value]) => value !== undefined)),
    effect: failure === null ? null : Array.isArray(failure) ? failure.map(effectOf) : effectOf(failure as Exclude<Failure, readonly unknown[]>),
    ...conditions
  }
}

function effectOf (failure: Code | Transport | EffectWith<Code>): Effect {
  if (typeof failure === 'number') return { error: failure }
  return typeof failure === 'string' ? { transport: failure } : failure
}

/**
 * The ids of the faults that codes, kinds of the network or ids name.
 *
 * @throws MockError where one of them names none
 */
export function faultsNamed (faults: readonly Fault[], failures: ReadonlyArray<number | string>): string[] {
  const ids = new Set<string>()
  for (const failure of failures.map(String)) {
    const named = faults.filter(({ id, effect }) => id === failure || failuresOf(effect).includes(failure))
    if (named.length === 0) throw new MockError(`No fault of ${failure} is on. ${whatIsOn(faults)}`, 404)
    for (const { id } of named) ids.add(id)
  }
  return [...ids]
}

const whatIsOn = (faults: readonly Fault[]): string => faults.length === 0
  ? 'None is.'
  : `There are ${[...new Set(faults.flatMap(({ id, effect }) => failuresOf(effect)[0] ?? id))].join(', ')}.`

/** The codes and kinds of the network among the effects of a rule. */
const failuresOf = (effect: Fault['effect']): string[] => (Array.isArray(effect) ? effect : [effect])
  .flatMap((one) => one === null ? [] : 'error' in one ? [String(one.error)] : 'transport' in one ? [one.transport] : [])
