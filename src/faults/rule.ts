import type { Rule } from '../wire/fault.ts'
import type { Effect } from '../effects/index.ts'

/** What a rule does to one request. */
export interface Hit {
  /** Id of the rule; the header or the magic number that asked for it has none. */
  readonly rule?: string
  readonly effect: Effect | null
  /** Milliseconds to hold the request back first. */
  readonly delay: number
}

/** The effects of a rule, in the order of its hits. */
export const effectsOf = (effect: Rule['effect']): ReadonlyArray<Effect | null> => Array.isArray(effect) ? effect : [effect]
