import { isInQuery, METHODS, type Verb, VERBS } from '../words/verbs.ts'
import type { Operation } from './language/operation.ts'
import { facadeOperations, operations } from './operations/index.ts'
import { describeLookalike, describeRepeated } from './language/misspelt.ts'
import { holdAgainstReference } from './reference/hold-against.ts'
import { PimsError } from './language/pims-error.ts'
import { didYouMean } from '../lib/nearest-word.ts'
import { isObject } from '../lib/json.ts'

/** The operations that share a verb and an api, one of which the selector picks. */
interface Entry {
  /** The parameter names that may select: an api whose operations use one of them otherwise keeps it (docs/reference/http-api.md#3-the-pims-face). */
  readonly names: readonly string[]
  readonly only?: Operation
  readonly byValue: ReadonlyMap<string, Operation>
}

const SELECTORS = ['type', 'action'] as const
for (const operation of operations) holdAgainstReference(operation)
/** Every operation, those on the facade itself included. */
export const allOperations = [...facadeOperations, ...operations]
type CallKey = `${Verb} ${string}`
const keyOf = ({ verb, api }: Pick<Operation, 'verb' | 'api'>): CallKey => `${verb} ${api}`
const entries: ReadonlyMap<CallKey, Entry> = new Map([...Map.groupBy(allOperations, keyOf)].map(([key, group]) => [key, entryOf(group)]))

/** Every pair of verb and api that some operation answers. */
export const calls: ReadonlyArray<Pick<Operation, 'verb' | 'api'>> =
  [...new Map(allOperations.map(({ verb, api }) => [keyOf({ verb, api }), { verb, api }])).values()]

/**
 * The operation that a request is for (docs/reference/http-api.md#order-of-checks).
 *
 * @throws PimsError 2002 for an unknown api or verb, 2102 for parameters that are no object, 2101 or 2102 for the selector
 */
export function selectOperation (verb: Verb, api: string, parameters: unknown): { operation: Operation, parameters: Readonly<Record<string, unknown>> } {
  const entry = entries.get(keyOf({ verb, api }))
  if (entry === undefined) throw new PimsError(2002, { reason: describeUnknown(verb, api) })
  const given = takesNone(entry) ? parameters ?? {} : parameters
  if (!isObject(given)) throw new PimsError(2102, { parameter: 'parameters', reason: 'the body must be a JSON object with the parameters' })
  return { operation: select(entry, given, isInQuery(verb)), parameters: given }
}

/** Which apis there are for a verb, and whether another verb has this one. */
function describeUnknown (verb: Verb, api: string): string {
  const others = VERBS.filter((other) => entries.has(keyOf({ verb: other, api })))
  if (others.length > 0) return `${api} has no pims.${verb}, only ${others.map((other) => `pims.${other} (a ${METHODS[other]})`).join(' and ')}`
  return `there is no api ${api.slice(0, 100)}; pims.${verb} has ${calls.filter((call) => call.verb === verb).map((call) => call.api).join(', ')}`
}

/** Whether the only operation has no parameters: its message needs no body then. */
const takesNone = ({ only }: Entry): boolean => only !== undefined && Object.keys(only.parameters).length === 0

function select ({ names, only, byValue }: Entry, parameters: Readonly<Record<string, unknown>>, isQuery: boolean): Operation {
  if (only !== undefined) return only
  let used: string | undefined
  for (const name of names) {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    if (value === undefined || value === null || value === '') continue
    used ??= name
    const operation = typeof value === 'string' ? byValue.get(value) : undefined
    if (operation !== undefined) return operation
  }
  const choice = `${names[0]} is one of ${[...byValue.keys()].join(', ')}`
  if (used !== undefined) {
    const value = parameters[used]
    const repeated = isQuery ? describeRepeated(used, value) : undefined
    throw new PimsError(2102, { parameter: used, reason: repeated ?? `${typeof value === 'string' ? didYouMean(value, byValue.keys()) : ''}${choice}` })
  }
  throw new PimsError(2101, { parameter: names[0], reason: `${names[0]} is missing${describeLookalike(String(names[0]), parameters, [])}; ${choice}` })
}

function entryOf (group: readonly Operation[]): Entry {
  const [first] = group
  const documented = group.map(({ selector }) => selector?.parameter)
  const names = SELECTORS
    .filter((name) => documented.includes(name) || !group.some(({ parameters }) => name in parameters))
    .toSorted((a, b) => Number(b === first?.selector?.parameter) - Number(a === first?.selector?.parameter))
  return {
    names,
    ...(first?.selector === undefined && first !== undefined && { only: first }),
    byValue: new Map(group.flatMap((operation) => {
      const { selector } = operation
      return selector === undefined ? [] : [selector.value, ...selector.aliases ?? []].map((value) => [value, operation] as const)
    }))
  }
}
