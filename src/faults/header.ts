import { Value } from '@sinclair/typebox/value'
import { explain } from '../schema/explain.ts'
import { type Effect, EffectSchema } from './rule.ts'

/** An `X-Fault` header that asks for nothing that can be done. */
export class FaultHeaderError extends Error {}

/**
 * The effect that an `X-Fault` header asks for: a code, or an effect as JSON.
 *
 * @throws FaultHeaderError when it is neither
 */
export function readFaultHeader (header: string): Effect {
  const text = header.trim()
  const effect: unknown = /^\d{4}$/.test(text) ? { error: Number(text) } : parse(text)
  if (Value.Check(EffectSchema, effect)) return effect
  throw new FaultHeaderError(`X-Fault takes a code such as 2310, or an effect such as {"transport":"reset"}: ${explain(EffectSchema, effect, 'the effect')}.`)
}

function parse (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
