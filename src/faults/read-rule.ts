import { checkEffect, describeTakers, type Effect, fits, RESULT_KINDS } from '../effects/index.ts'
import { Invalid } from '../lib/errors.ts'
import { suggest } from '../lib/nearest-word.ts'
import { readPhoneNumber } from '../lib/phone-number.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Targets } from '../targets/targets.ts'
import type { Rule, RuleInput } from '../wire/fault.ts'
import { NETWORK_CODES } from '../words/network-codes.ts'
import { transportOfCode } from './network-codes.ts'
import { readCode } from './read-code.ts'
import { nameOperations } from './reach.ts'
import { effectsOf } from './rule.ts'
import { namedTargets } from './targets-of-rule.ts'

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

  const rule: Rule = { id, match: { ...match, ...(match.phoneNumber !== undefined && { phoneNumber: readPhoneNumber('match.phoneNumber', match.phoneNumber, settings.phoneRegion) }) }, ...input, effect }
  checkOperations(rule, targets)
  checkEffects(rule, targets)
  return rule
}

/** What a switch `/admin/faults/{code}` does. */
function switchEffect (id: string, as: 'transport' | undefined): Effect | undefined {
  if (!/^\d+$/.test(id)) return undefined
  const code = Number(id)
  if (as === undefined) return { error: code }
  const effect = transportOfCode(code)
  if (effect === undefined) throw new Invalid(`${id} is not a code of the network; ${NETWORK_CODES.join(', ')} are. Leave "as" out to answer with the code.`)
  return effect
}

function checkOperations ({ match }: Rule, { all }: Targets): void {
  for (const name of match.operation === undefined ? [] : [match.operation].flat()) {
    if (all.some((target) => target.id === name || target.name === name)) continue
    throw new Invalid(`match.operation "${name}" is not an operation. ${suggest(name, all.flatMap(({ id, name: last }) => [id, last]), `Use one of ${all.map(({ id }) => id).join(', ')}, or its last part.`)}`)
  }
}

/** Each effect must fit at least one of the operations that the rule matches. */
function checkEffects ({ match, effect, force = false, on }: Rule, targets: Targets): void {
  const named = namedTargets(targets, match, on)
  if (named.length === 0 && on !== undefined) throw new Invalid(`"on": "${on}" goes with operations that are subscribed to: ${namedTargets(targets, {}, on).map(({ id }) => id).join(', ')}.`)
  for (const one of effectsOf(effect)) {
    if (one !== null && 'error' in one) readCode(one.error)
    checkEffect(one)
    if (named.some((target) => fits(one, target, force))) continue
    if (one !== null && 'error' in one) {
      const documented = [...new Set(named.flatMap(({ errors }) => errors))].sort((a, b) => a - b)
      const elsewhere = namedTargets(targets, {}, on).filter((target) => fits(one, target))
      const reaches = elsewhere.length === 0 ? '' : ` ${one.error} reaches ${nameOperations(elsewhere)}.`
      throw new Invalid(`${undocumented(one.error, documented)}${reaches} "force": true raises it all the same.`)
    }
    throw new Invalid(`The effect ${JSON.stringify(one)} fits none of the operations that the rule matches: ${on === undefined ? describeTakers() : `a RESULT takes ${RESULT_KINDS.join(' or ')}`}.`)
  }
}

const undocumented = (code: number, documented: readonly number[]): string =>
  `${code} is not documented for any operation that the rule matches. Documented: ${documented.join(', ')}.`
