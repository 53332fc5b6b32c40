import type { Target, Targets } from '../sandbox/targets.ts'
import type { Effect, Rule } from '../wire/fault.ts'
import { effectsOf } from './rule.ts'

/** Whether an effect makes sense on a target. */
export function accepts (target: Target, effect: Effect | null, force = false): boolean {
  if (effect === null) return true
  if ('error' in effect) return force || target.errors.some((code) => code === effect.error)
  if ('sms' in effect) return target.sendsSms === true
  return !('otp' in effect) || target.variesOtp === true
}

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
    .filter((target) => effects.some((effect) => accepts(target, effect, force)))
    .map((target) => [target.id, target]))
}
