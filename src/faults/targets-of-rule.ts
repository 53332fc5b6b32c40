import type { Target, Targets } from '../targets/targets.ts'
import type { Rule } from '../wire/fault.ts'
import { fits } from '../effects/index.ts'
import { effectsOf } from './rule.ts'

/** The operations that a rule names by operation and face; of a rule on RESULT messages, those that have some, with what these take. */
export function namedTargets ({ all }: Targets, { operation, face }: Rule['match'], on?: Rule['on']): Target[] {
  const names = operation === undefined ? undefined : [operation].flat()
  const named = all.filter((target) =>
    (names === undefined || names.includes(target.id) || names.includes(target.name)) &&
    (face === undefined || face === target.face))
  return on === undefined ? named : named.flatMap((target) => target.takesOnResult === undefined ? [] : [{ ...target, takes: target.takesOnResult }])
}

/** The operations that a rule can hit, by id. */
export function targetsById (targets: Targets, { match, effect, force, on }: Rule): ReadonlyMap<string, Target> {
  const effects = effectsOf(effect)
  return new Map(namedTargets(targets, match, on)
    .filter((target) => effects.some((effect) => fits(effect, target, force)))
    .map((target) => [target.id, target]))
}
