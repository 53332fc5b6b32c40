import type { Target } from '../targets/targets.ts'
import type { Rule } from '../wire/fault.ts'
import { type Effect, fits, hitsEveryStep } from '../effects/index.ts'

/** A rule as it stands: what it would do to the next request that matches. */
export interface Standing {
  readonly rule: Rule
  /** The operations that it can hit, by id. */
  readonly targets: ReadonlyMap<string, Target>
  readonly next: Effect | null
  /** Whether every request that matches is hit now: nothing is let pass, nothing left to chance. */
  readonly isSure: boolean
}

/** For requests or RESULT messages, and the accounts, devices and numbers of a match: the rules that take all their requests, by operation. */
type Takers = Map<string, Map<string, string>>

/**
 * The rules that get no request as long as newer ones stand before them, each with one of those.
 *
 * @param standings the newest first, without those that are used up
 */
export function shadowsOf (standings: Iterable<Standing>): ReadonlyMap<string, string> {
  const takers: Takers = new Map()
  const shadows = new Map<string, string>()
  for (const standing of standings) {
    const by = takerOf(standing, takers)
    if (by !== undefined) shadows.set(standing.rule.id, by)
    else if (standing.isSure) add(standing, takers)
  }
  return shadows
}

/** A rule that takes all that another could get of its first operation; `undefined` when some operation is left to it. */
function takerOf ({ rule, targets }: Standing, takers: Takers): string | undefined {
  const wider = widerThan(rule).flatMap((key) => takers.get(key) ?? [])
  if (wider.length === 0) return undefined
  let found: string | undefined
  for (const id of targets.keys()) {
    const by = wider.find((taken) => taken.has(id))?.get(id)
    if (by === undefined) return undefined
    found ??= by
  }
  return found
}

function add ({ rule, targets, next }: Standing, takers: Takers): void {
  const key = keyOf({ ...rule.match, on: rule.on })
  const taken = takers.get(key) ?? new Map<string, string>()
  takers.set(key, taken)
  for (const [id, target] of targets) if (takesAll(target, next, rule.force) && !taken.has(id)) taken.set(id, rule.id)
}

const takesAll = (target: Target, effect: Effect | null, force: boolean | undefined): boolean =>
  fits(effect, target, force) && (target.hasSteps !== true || hitsEveryStep(effect))

const keyOf = ({ on, account, device, phoneNumber }: { readonly [Field in 'on' | 'account' | 'device' | 'phoneNumber']?: string | undefined }): string => JSON.stringify([on, account, device, phoneNumber])

/** The keys of all matches that take at least the requests of this one. */
function widerThan ({ match: { account, device, phoneNumber }, on }: Rule): string[] {
  const orAny = (value: string | undefined) => value === undefined ? [undefined] : [undefined, value]
  return orAny(account).flatMap((account) => orAny(device).flatMap((device) => orAny(phoneNumber).map((phoneNumber) => keyOf({ on, account, device, phoneNumber }))))
}
