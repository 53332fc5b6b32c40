import type { Family } from '../words/families.ts'
import { isInQuery, isVerb, METHODS, type Verb, VERBS } from '../words/verbs.ts'
import { isObject } from '../lib/json.ts'
import { joinOperation, type OperationPage } from './join-operation.ts'
import type { Operation } from './language/operation.ts'
import { PimsError } from './language/pims-error.ts'
import { behaviours } from './operations/index.ts'
import { type Candidate, type Choice, choiceOf, pickPage } from './pick-page.ts'
import { facadeReference } from './reference/facade.ts'
import { referenceIds, shortId } from './reference/ids.ts'
import { fcaComponents, type ReferenceOperation } from './reference/reference.ts'

/** An operation that requests can be made for, before it is prepared. */
export interface Listed extends Omit<OperationPage, 'otherForm'>, Omit<Candidate, 'reference'> {}

/** What tells the three pages of `get.services` apart that are the same but for their components: the first service asked for. */
const SERVICES: Readonly<Record<string, string>> = { 'get.services.O2X': 'o2x', 'get.services.SendToNav': 'sendtonav', 'get.services.TripNDrive': 'tripsanddrive' }

const facadePages = facadeReference.map((page) => [shortId(page), page] as const)
const pages = [...facadePages, ...[...referenceIds].map(([page, id]) => [id, page] as const)]
const ids = new Set(pages.map(([id]) => id))
for (const { of } of behaviours) if (!ids.has(of)) throw new Error(`${of} is not an operation of src/pims/reference/sdk-2.3.json`)
const behaviourOf = new Map(behaviours.map((behaviour) => [behaviour.of, behaviour]))

function list ([id, reference]: readonly [string, ReferenceOperation]): Listed | undefined {
  const { verb, component } = reference
  const behaviour = behaviourOf.get(id)
  if (!isVerb(verb)) return undefined
  const service = SERVICES[id]
  return {
    id,
    reference: { ...reference, verb },
    behaviour,
    aliases: behaviour?.aliases ?? [],
    family: fcaComponents.has(component) ? 'fca' : 'psa',
    ...service !== undefined && { pickedBy: ['services', service] }
  }
}

/** Every operation that requests can be made for: those on the facade itself, then those of the reference in the vendor's order. */
export const listed: readonly Listed[] = pages.map(list).filter((each) => each !== undefined)

type CallKey = `${Verb} ${string}`
const keyOf = ({ verb, api }: { readonly verb: Verb, readonly api: string }): CallKey => `${verb} ${api}`

/** The operations of one verb and api. */
interface Group {
  readonly pages: readonly Listed[]
  /** The choice that an account has: between those of its own family, where there are any. */
  readonly choices: Map<Family, Choice<Listed>>
}
const groups: ReadonlyMap<CallKey, Group> = new Map([...Map.groupBy(listed, ({ reference }) => keyOf(reference))].map(([key, pages]) => [key, { pages, choices: new Map() }]))

/** Every pair of verb and api that some operation answers. */
export const calls: ReadonlyArray<Pick<Operation, 'verb' | 'api'>> =
  [...groups.values()].flatMap(({ pages: [first] }) => first === undefined ? [] : [{ verb: first.reference.verb, api: first.reference.api }])

/**
 * The operation that a request is for (docs/reference/http-api.md#order-of-checks).
 *
 * @param family of the account that calls; `undefined` for nobody
 * @throws PimsError 2002 for an unknown api or verb, 2102 for parameters that are no object, 2101 or 2102 for the selector
 */
export function selectOperation (verb: Verb, api: string, parameters: unknown, family: Family | undefined): { operation: Operation, parameters: Readonly<Record<string, unknown>> } {
  const group = groups.get(keyOf({ verb, api }))
  if (group === undefined) throw new PimsError(2002, { reason: describeUnknown(verb, api) })
  const choice = choiceFor(group, family ?? 'psa')
  if (family === 'psa' && choice.pages.every((page) => page.family === 'fca')) throw new PimsError(2002, { reason: `${api} is for accounts of FCA's brands (family: fca)` })
  const given = takesNone(choice) ? parameters ?? {} : parameters
  if (!isObject(given)) throw new PimsError(2102, { parameter: 'parameters', reason: 'the body must be a JSON object with the parameters' })
  return { operation: operationOf(pickPage(choice, given, isInQuery(verb))), parameters: given }
}

/** Between which operations an account of a family chooses; prepared when it is first needed. */
function choiceFor ({ pages, choices }: Group, family: Family): Choice<Listed> {
  let choice = choices.get(family)
  if (choice === undefined) {
    const own = pages.filter((each) => each.family === family)
    choice = choiceOf(own.length > 0 ? own : pages)
    choices.set(family, choice)
  }
  return choice
}

/** Whether no operation has parameters: a message needs no body then. */
const takesNone = ({ pages }: Choice<Listed>): boolean => pages.every(({ reference }) => reference.parameters.length === 0)

/** Which apis there are for a verb, and whether another verb has this one. */
function describeUnknown (verb: Verb, api: string): string {
  const others = VERBS.filter((other) => groups.has(keyOf({ verb: other, api })))
  if (others.length > 0) return `${api} has no pims.${verb}, only ${others.map((other) => `pims.${other} (a ${METHODS[other]})`).join(' and ')}`
  return `there is no api ${api.slice(0, 100)}; pims.${verb} has ${calls.filter((call) => call.verb === verb).map((call) => call.api).join(', ')}`
}

/** Whether both families of brands have operations of the verb and api. */
export const sharesName = ({ verb, api, family }: Pick<Operation, 'verb' | 'api' | 'family'>): boolean =>
  groups.get(keyOf({ verb, api }))?.pages.some((page) => page.family !== family) === true

const prepared = new Map<Listed, Operation>()

/** An operation with its readers, schemas and codes; made when it is first needed. */
export function operationOf (page: Listed): Operation {
  let operation = prepared.get(page)
  if (operation === undefined) {
    operation = joinOperation({ ...page, otherForm: otherFormOf(page) })
    prepared.set(page, operation)
  }
  return operation
}

const facadeIds = new Set(facadePages.map(([id]) => id))

/** Whether an operation is what an app does with the facade itself: `pims.initialize`, `pims.release`. */
export const isOnFacade = ({ id }: Pick<Operation, 'id'>): boolean => facadeIds.has(id)

/** Every operation, prepared: for who describes them all. */
export const allOperations = (): readonly Operation[] => listed.map(operationOf)

/** The parameters that only the other family's operations of the same verb and api know. */
function otherFormOf ({ reference: { verb, api }, family }: Listed): ReadonlySet<string> {
  const group = listed.filter(({ reference }) => reference.verb === verb && reference.api === api)
  const namesOf = (pages: readonly Listed[]): string[] => pages.flatMap(({ reference }) => reference.parameters.map(({ name }) => name))
  const own = new Set(namesOf(group.filter((each) => each.family === family)))
  return new Set(namesOf(group.filter((each) => each.family !== family)).filter((name) => !own.has(name)))
}
