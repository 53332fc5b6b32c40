// @ts-nocheck
import { allOperations } from '../pims/registry.ts'
import { otherOperations } from './other-operations.ts'
import { effectsOf } from './rule.ts'
import type { Effect, Face, Rule } from '../wire/fault.ts'

/** Something that faults can hit: an operation of one of the faces. */
export interface Target {
  readonly id: string
  /** The last part of the id. */
  readonly name: string
  readonly face: Face
  /** The codes that it documents. */
  readonly errors: readonly number[]
  readonly sendsSms: boolean
}

const pimsTargets = allOperations.map(({ id, name, errors, verb, api }): Target => ({
  id, name, face: 'pims', errors, sendsSms: verb === 'get' && api === 'pims.authentication.smscode'
}))

const otherTargets = otherOperations.map(({ face, name, errors, sendsSms = false }): Target => ({
  id: `${face}.${name}`, name, face, errors, sendsSms
}))

/** Everything that faults can hit. */
export const targets: readonly Target[] = [...pimsTargets, ...otherTargets]

/** Whether an effect makes sense on a target. */
export function accepts (target: Target, effect: Effect | null, force = false): boolean {
  if (effect === null) return true
  if ('error' in effect) return force || target.errors.includes(effect.error)
  if ('sms' in effect) return target.sendsSms
  return !('otp' in effect) || target.id === 'inwebo.otp'
}

/** The operations that a rule can hit. */
export function targetsOf ({ match, effect, force }: Pick<Rule, 'match' | 'effect' | 'force'>): Target[] {
  const named = match.operation === undefined ? undefined : [match.operation].flat()
  const effects = effectsOf(effect)
  return targets.filter((target) =>
    (named === undefined || named.includes(target.id) || named.includes(target.name)) &&
    (match.face === undefined || match.face === target.face) &&
    effects.some((effect) => accepts(target, effect, force)))
}
