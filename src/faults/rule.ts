import type { Effect, Rule } from '../wire/fault.ts'

/** What a rule is matched against. */
export interface Attempt {
  /** Id of the operation, one of `targets`. */
  readonly operation: string
  readonly account?: string | undefined
  readonly device?: string | undefined
  /** E.164 */
  readonly phoneNumber?: string | undefined
  /** Whether an effect can hit this request at all, where an operation takes more than one; any can when absent. */
  readonly takes?: (effect: Effect | null) => boolean
}

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
