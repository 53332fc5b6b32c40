import { Conflict, Full, Invalid, NotFound } from '../lib/errors.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type FaultListInput, MAX_FAULTS, type Rule, type RuleInput } from '../wire/fault.ts'
import { Faults, type RuleState, weightOfRule } from './engine.ts'
import { readRule } from './read-rule.ts'

/** @throws NotFound */
export function getFault (sandbox: Sandbox, id: string): RuleState {
  const state = sandbox.part(Faults).get(id)
  if (state === undefined) throw new NotFound(`There is no fault "${id}". GET /admin/faults lists those of this sandbox.`)
  return state
}

/**
 * Adds a rule, or replaces the one of the same id. An id that is a code is a switch for that code.
 *
 * @throws Invalid for a rule that could never hit, Full when the sandbox has too many
 */
export function putFault (sandbox: Sandbox, id: string, input: RuleInput): { state: RuleState, created: boolean } {
  const faults = sandbox.part(Faults)
  const created = faults.get(id) === undefined
  if (created && faults.size >= MAX_FAULTS) throw new Full(`A sandbox takes ${MAX_FAULTS} faults. DELETE /admin/faults empties it.`)
  const rule = readRule(sandbox, id, input)
  sandbox.memory.ensureRoom(weightOfRule(rule))
  return { state: faults.put(rule), created }
}

/** Adds a rule under an id of its own, or a made-up one. */
export function addFault (sandbox: Sandbox, input: RuleInput): RuleState {
  const id = input.id ?? madeUpId(sandbox)
  if (sandbox.part(Faults).get(id) !== undefined) throw new Conflict(`There is a fault "${id}" already. PUT /admin/faults/${id} replaces it.`)
  return putFault(sandbox, id, input).state
}

/**
 * Puts rules in place of all there are, with their hits; all or none.
 *
 * @param faults the newest first
 * @throws Invalid for one that could never hit, or an id that comes twice; Full
 */
export function replaceFaults (sandbox: Sandbox, { faults: inputs }: FaultListInput): void {
  const ids = new Set<string>()
  const read = inputs.map(({ hits = 0, remaining: _, targets: _targets, shadowedBy: _shadowedBy, explanation: _explanation, ...input }, index) => {
    const { id = madeUpId(sandbox) } = input
    if (ids.has(id)) throw new Invalid(`faults.${index}.id "${id}" comes twice. Ids are unique; leave them out to have them made up.`)
    ids.add(id)
    return { rule: readAt(sandbox, `faults.${index}`, id, input), hits }
  })
  const faults = sandbox.part(Faults)
  const more = weightOfRules(read) - weightOfRules(faults.list())
  if (more > 0) sandbox.memory.ensureRoom(more)
  faults.clear()
  for (const { rule, hits } of read.reverse()) faults.put(rule, { hits, seen: hits === 0 ? 0 : hits + (rule.skip ?? 0) })
}

const weightOfRules = (all: ReadonlyArray<Pick<RuleState, 'rule'>>): number => all.reduce((sum, { rule }) => sum + weightOfRule(rule), 0)

function readAt (sandbox: Sandbox, where: string, id: string, input: RuleInput): Rule {
  try {
    return readRule(sandbox, id, input)
  } catch (error) {
    throw error instanceof Invalid ? new Invalid(`${where}: ${error.message}`) : error
  }
}

const madeUpId = ({ random }: Sandbox): string => `fault-${random.hex(8)}`

/** @throws NotFound */
export function deleteFault (sandbox: Sandbox, id: string): void {
  getFault(sandbox, id)
  sandbox.part(Faults).delete(id)
}
