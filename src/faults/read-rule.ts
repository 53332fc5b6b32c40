import { errorCodes, hasSubCodes, isErrorCode } from '../codes/catalogue.ts'
import { Faults, type RuleState, weightOfRule } from './engine.ts'
import { nameOperations } from './reach.ts'
import { checkHeaders, effectsOf } from './rule.ts'
import { TRANSPORT_OF_CODE } from './network-codes.ts'
import { accepts, namedTargets } from './targets.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Targets } from '../sandbox/targets.ts'
import { Conflict, Full, Invalid, NotFound } from '../lib/errors.ts'
import { suggest } from '../lib/nearest-word.ts'
import { readPhoneNumber } from '../sandbox/read-phone-number.ts'
import { type Effect, type ErrorEffect, type FaultListInput, MAX_FAULTS, type Rule, type RuleInput } from '../wire/fault.ts'

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
 * @throws Invalid for one that could never hit, or an id that comes twice
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
  faults.clear()
  for (const { rule, hits } of read.reverse()) faults.put(rule, { hits, seen: hits === 0 ? 0 : hits + (rule.skip ?? 0) })
}

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

/**
 * Checks a rule as a client, or a scenario, sends it.
 *
 * @throws Invalid for one that could never hit
 */
export function readRule ({ settings, targets }: Pick<Sandbox, 'settings' | 'targets'>, id: string, { id: named = id, as, match = {}, ...input }: RuleInput): Rule {
  if (named !== id) throw new Invalid(`The path says fault "${id}", the body "${named}". Send the same id, or leave it out of the body.`)
  const { effect = switchEffect(id, as), delay } = input
  if (effect === undefined) throw new Invalid('A fault needs an effect, such as {"error":2310} or {"transport":"reset"}, or null with a delay.')
  if (effect === null && delay === undefined) throw new Invalid('The effect null means a delay alone: add "delay", in milliseconds.')
  if (typeof delay === 'object' && 'min' in delay && delay.min > delay.max) throw new Invalid('delay.min is greater than delay.max.')

  const rule: Rule = { id, match: { ...match, ...(match.phoneNumber !== undefined && { phoneNumber: readPhoneNumber('match.phoneNumber', match.phoneNumber, settings) }) }, ...input, effect }
  checkOperations(rule, targets)
  checkEffects(rule, targets)
  return rule
}

/** What a switch `/admin/faults/{code}` does. */
function switchEffect (id: string, as: 'transport' | undefined): Effect | undefined {
  if (!/^\d+$/.test(id)) return undefined
  const code = Number(id)
  if (as === undefined) return { error: code }
  const effect = TRANSPORT_OF_CODE[code]
  if (effect === undefined) throw new Invalid(`${id} is not a code of the network; ${Object.keys(TRANSPORT_OF_CODE).join(', ')} are. Leave "as" out to answer with the code.`)
  return effect
}

function checkOperations ({ match }: Rule, { all }: Targets): void {
  for (const name of match.operation === undefined ? [] : [match.operation].flat()) {
    if (all.some((target) => target.id === name || target.name === name)) continue
    throw new Invalid(`match.operation "${name}" is not an operation. ${suggest(name, all.flatMap(({ id, name: last }) => [id, last]), `Use one of ${all.map(({ id }) => id).join(', ')}, or its last part.`)}`)
  }
}

/** Each effect must fit at least one of the operations that the rule matches. */
function checkEffects ({ match, effect, force = false }: Rule, targets: Targets): void {
  const named = namedTargets(targets, match)
  for (const one of effectsOf(effect)) {
    if (one !== null && 'error' in one) checkCode(one)
    checkHeaders(one)
    if (named.some((target) => accepts(target, one, force))) continue
    if (one !== null && 'error' in one) {
      const documented = [...new Set(named.flatMap(({ errors }) => errors))].sort((a, b) => a - b)
      const elsewhere = targets.all.filter((target) => accepts(target, one))
      const reaches = elsewhere.length === 0 ? '' : ` ${one.error} reaches ${nameOperations(elsewhere)}.`
      throw new Invalid(`${undocumented(one.error, documented)}${reaches} "force": true raises it all the same.`)
    }
    throw new Invalid(`The effect ${JSON.stringify(one)} fits none of the operations that the rule matches: sms goes with those that send an SMS, otp with inwebo.otp.`)
  }
}

function checkCode ({ error, subCode }: ErrorEffect): void {
  if (!isErrorCode(error)) throw new Invalid(`There is no code ${error}. GET /admin/contract lists the codes of each operation.`)
  if (subCode === undefined || hasSubCodes(error)) return
  throw new Invalid(`${error} has no subCode. It goes with ${errorCodes.filter(hasSubCodes).join(', ')}.`)
}

const undocumented = (code: number, documented: readonly number[]): string =>
  `${code} is not documented for any operation that the rule matches. Documented: ${documented.join(', ')}.`
