import { Value } from '@sinclair/typebox/value'
import { explain } from '../lib/explain.ts'
import { Invalid, Malformed } from '../lib/errors.ts'
import { refuseDeep, TooDeep, tryParse } from '../lib/json.ts'
import type { Targets } from '../targets/targets.ts'
import { checkEffect, type Effect, EffectSchema, fits } from '../effects/index.ts'

/**
 * The effect that an `X-Fault` header asks for: a code, or an effect as JSON.
 *
 * @param operation id of the operation that it shall hit; unknown operations take any effect
 * @throws Malformed when it is neither, Invalid when it does not go with the operation or sets a header of the connection
 */
export function readFaultHeader (header: string, operation: string | undefined, targets: Targets): Effect {
  const text = header.trim()
  const effect: unknown = /^\d{4}$/.test(text) ? { error: Number(text) } : parse(text)
  if (!Value.Check(EffectSchema, effect)) {
    throw new Malformed(`X-Fault takes a code such as 2310, or an effect such as {"transport":"reset"}: ${whatIsWrong(effect)}.`)
  }
  checkEffect(effect)
  const target = operation === undefined ? undefined : targets.get(operation)
  if (target === undefined || fits(effect, target)) return effect
  throw new Invalid(`X-Fault ${'error' in effect ? effect.error : JSON.stringify(effect)} does not go with ${operation}, which documents ${target.errors.join(', ')}.`)
}

/** Says what is wrong without repeating it: nobody knows what it was meant to be, and the sentence goes into the log. */
const whatIsWrong = (effect: unknown): string =>
  typeof effect === 'string' ? 'the header is neither' : explain(EffectSchema, effect, 'the effect', false)

function parse (text: string): unknown {
  try {
    refuseDeep(text, 'X-Fault')
  } catch (error) {
    throw error instanceof TooDeep ? new Malformed(error.message) : error
  }
  const value = tryParse(text)
  return value === undefined ? text : value
}
