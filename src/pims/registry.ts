import type { Family } from '../words/families.ts'
import { isInQuery, METHODS, type Verb, VERBS } from '../words/verbs.ts'
import { isObject } from '../lib/json.ts'
import { joinOperation, type OperationPage } from './join-operation.ts'
import type { Operation } from './language/operation.ts'
import { PimsError } from './language/pims-error.ts'
import { behaviours } from './operations/index.ts'
import { type Candidate, type Choice, choiceOf, pickPage } from './pick-page.ts'
import { facadeReference } from './reference/facade.ts'
import { referenceIds, shortId } from './reference/ids.ts'
import { fcaComponents, type ReferenceOperation } from './reference/reference.ts'

/** An operation before it is prepared. */
export interface Listed extends Omit<OperationPage, 'otherForm'>, Omit<Candidate, 'reference'> {}

/** What tells the three pages of `get.services` apart that are the same but for their components: the first service asked for. */
const SERVICES: Readonly<Record<string, string>> = { 'get.services.O2X': 'o2x', 'get.services.SendToNav': 'sendtonav', 'get.services.TripNDrive': 'tripsanddrive' }

const facadePages = facadeReference.map((page) => [shortId(page), page] as const)
const pages = [...facadePages, ...[...referenceIds].map(([page, id]) => [id, page] as const)]
const ids = new Set(pages.map(([id]) => id))
for (const { of } of behaviours) if (!ids.has(of)) throw new Error(`${of} is not an operation of src/pims/reference/sdk-2.3.json`)
const behaviourOf = new Map(behaviours.map((behaviour) => [behaviour.of, behaviour]))

function list ([id, reference]: readonly [string, ReferenceOperation]): Listed {
  const behaviour = behaviourOf.get(id)
  const service = SERVICES[id]
  return {
    id,
    reference,
    behaviour,
    aliases: behaviour?.aliases ?? [],
    family: fcaComponents.has(reference.component) ? 'fca' : 'psa',
    ...service !== undefined && { pickedBy: ['services', service] }
  }
}

/** Every operation: those on the facade itself, then those of the reference in the vendor's order. */
export const listed: readonly Listed[] = pages.map(list)

/** The operations of one verb and api. */
interface Group {
  readonly pages: readonly Listed[]
  /** The choice that an account has: between those of its own family, where there are any. */
  readonly choices: Map<Family, FamilyChoice>
}

/** The choice of a family, and what follows from its pages. */
interface FamilyChoice extends Choice<Listed> {
  /** Whether only the other family has operations here. */
  readonly isForeign: boolean
  /** Whether no operation has parameters: a message needs no body then. */
  readonly takesNone: boolean
}

/** By api, for each verb. */
const groups: ReadonlyMap<Verb, ReadonlyMap<string, Group>> = new Map([...Map.groupBy(listed, ({ reference: { verb } }) => verb)].map(([verb, pages]) =>
  [verb, new Map([...Map.groupBy(pages, ({ reference: { api } }) => api)].map(([api, pages]) => [api, { pages, choices: new Map() }]))]))
const groupOf = (verb: Verb, api: string): Group | undefined => groups.get(verb)?.get(api)

/** Every pair of verb and api that some operation answers. */
export const calls: ReadonlyArray<Pick<Operation, 'verb' | 'api'>> =
  [...new Map(listed.map(({ reference: { verb, api } }) => [`${verb} ${api}`, { verb, api }])).values()]

/**
 * The operation that a request is for (docs/reference/http-api.md#order-of-checks).
 *
 * @param family of the account that calls; `undefined` for nobody
 * @throws PimsError 2002 for an unknown api or verb, 2102 for parameters that are no object, 2101 or 2102 for the selector
 */
export function selectOperation (verb: Verb, api: string, parameters: unknown, family: Family | undefined): { operation: Operation, parameters: Readonly<Record<string, unknown>> } {
  const group = groupOf(verb, api)
  if (group === undefined) throw new PimsError(2002, { reason: describeUnknown(verb, api) })
  const choice = choiceFor(group, family ?? 'psa')
  if (family === 'psa' && choice.isForeign) throw new PimsError(2002, { reason: `${api} is for accounts of FCA's brands (family: fca)` })
  const given = choice.takesNone ? parameters ?? {} : parameters
  if (!isObject(given)) throw new PimsError(2102, { parameter: 'parameters', reason: 'the body must be a JSON object with the parameters' })
  return { operation: operationOf(pickPage(choice, given, isInQuery(verb))), parameters: given }
}

/** Between which operations an account of a family chooses; prepared when it is first needed. */
function choiceFor ({ pages, choices }: Group, family: Family): FamilyChoice {
  let choice = choices.get(family)
  if (choice === undefined) {
    const own = pages.filter((each) => each.family === family)
    const isForeign = own.length === 0
    const open = isForeign ? pages : own
    choice = { ...choiceOf(open), isForeign, takesNone: open.every(({ reference }) => reference.parameters.length === 0) }
    choices.set(family, choice)
  }
  return choice
}

/** Which apis there are for a verb, and whether another verb has this one. */
function describeUnknown (verb: Verb, api: string): string {
  const others = VERBS.filter((other) => groupOf(other, api) !== undefined)
  if (others.length > 0) return `${api} has no pims.${verb}, only ${others.map((other) => `pims.${other} (a ${METHODS[other]})`).join(' and ')}`
  return `there is no api ${api.slice(0, 100)}; pims.${verb} has ${calls.filter((call) => call.verb === verb).map((call) => call.api).join(', ')}`
}

/** Whether both families of brands have operations of the verb and api. */
export const sharesName = ({ verb, api, family }: Pick<Operation, 'verb' | 'api' | 'family'>): boolean =>
  groupOf(verb, api)?.pages.some((page) => page.family !== family) === true

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
  const group = groupOf(verb, api)?.pages ?? []
  const namesOf = (pages: readonly Listed[]): string[] => pages.flatMap(({ reference }) => reference.parameters.map(({ name }) => name))
  const own = new Set(namesOf(group.filter((each) => each.family === family)))
  return new Set(namesOf(group.filter((each) => each.family !== family)).filter((name) => !own.has(name)))
}
