import { operations } from '../pims/registry.ts'
import type { Effect, Face } from './rule.ts'

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

/** Everything that faults can hit. */
export const targets: readonly Target[] = operations.map(({ id, name, errors, verb, api }) => ({
  id, name, face: 'pims', errors, sendsSms: verb === 'get' && api === 'pims.authentication.smscode'
}))

/** Whether an effect makes sense on a target. */
export function accepts (target: Target, effect: Effect | null, force = false): boolean {
  if (effect === null) return true
  if ('error' in effect) return force || target.errors.includes(effect.error)
  if ('sms' in effect) return target.sendsSms
  return !('otp' in effect) || target.id === 'inwebo.otp'
}
