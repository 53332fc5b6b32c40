import type { Target, Targets } from '../targets/targets.ts'
import type { Rule } from '../wire/fault.ts'
import { fits } from '../effects/index.ts'
import { effectsOf } from './rule.ts'

/** The operations that a rule names by operation and face. */
export function namedTargets ({ all }: Targets, { operation, face }: Rule['match']): Target[] {
  const names = operation === undefined ? undefined : [operation].flat()
  return all.filter((target) =>
    (names === undefined || names.includes(target.id) || names.includes(target.name)) &&
    (face === undefined || face === target.face))
}

/** The operations that a rule can hit, by id. */
export function targetsById (targets: Targets, { match, effect, force }: Rule): ReadonlyMap<string, Target> {
  const effects = effectsOf(effect)
  return new Map(namedTargets(targets, match)
    .filter((target) => effects.some((effect) => fits(effect, target, force)))
    .map((target) => [target.id, target]))
}
