import type { Contract, Effect, RuleInput, Target } from '../world/wire.ts'

/** Whether an effect makes sense on an operation. */
function accepts ({ codes, takes, takesOnResult = [] }: Target, effect: Effect | null, { force = false, on }: RuleInput): boolean {
  if (effect === null) return true
  if (!(on === undefined ? takes : takesOnResult).some((kind) => kind in effect)) return false
  return !('error' in effect) || force || codes.includes(effect.error)
}

/** Ids of the operations that a rule would hit, none where the server refuses it; of one that is on, the server says so. */
export function targetsOf ({ targets }: Pick<Contract, 'targets'>, rule: RuleInput): string[] {
  const { match = {}, effect = null, on } = rule
  const { operation, face } = match
  const names = operation === undefined ? undefined : [operation].flat()
  const named = targets.filter((target) => (names === undefined || names.includes(target.id) || names.includes(target.name)) && (face === undefined || face === target.face) && (on === undefined || target.takesOnResult !== undefined))
  const hitBy = [effect].flat().map((one) => named.filter((target) => accepts(target, one, rule)))
  if (hitBy.some((hit) => hit.length === 0)) return [] // an effect that fits nothing is refused, and the rule with it
  return named.filter((target) => hitBy.some((hit) => hit.includes(target))).map(({ id }) => id)
}
