import type { Contract, Effect, RuleInput, Target } from '../world/wire.ts'

/** Whether an effect makes sense on an operation. */
function accepts ({ codes, sendsSms, variesOtp }: Target, effect: Effect | null, force: boolean): boolean {
  if (effect === null) return true
  if ('error' in effect) return force || codes.includes(effect.error)
  if ('sms' in effect) return sendsSms
  return !('otp' in effect) || variesOtp
}

/** Ids of the operations that a rule would hit, none where the server refuses it; of one that is on, the server says so. */
export function targetsOf ({ targets }: Pick<Contract, 'targets'>, { match = {}, effect = null, force = false }: RuleInput): string[] {
  const { operation, face } = match
  const names = operation === undefined ? undefined : [operation].flat()
  const named = targets.filter((target) => (names === undefined || names.includes(target.id) || names.includes(target.name)) && (face === undefined || face === target.face))
  const hitBy = [effect].flat().map((one) => named.filter((target) => accepts(target, one, force)))
  if (hitBy.some((hit) => hit.length === 0)) return [] // an effect that fits nothing is refused, and the rule with it
  return named.filter((target) => hitBy.some((hit) => hit.includes(target))).map(({ id }) => id)
}
