import { type Static, Type } from '@sinclair/typebox'
import { commandEffect } from './command.ts'
import { connackEffect } from './connack.ts'
import { errorEffect } from './error.ts'
import { httpEffect } from './http.ts'
import type { Kind } from './kind.ts'
import { otpEffect } from './otp.ts'
import { smsEffect } from './sms.ts'
import { subackEffect } from './suback.ts'
import { transportEffect } from './transport.ts'

/** Every kind of effect, by the property that only its effects have. */
const KINDS = { error: errorEffect, transport: transportEffect, http: httpEffect, sms: smsEffect, otp: otpEffect, connack: connackEffect, suback: subackEffect, command: commandEffect } as const

export type EffectKind = keyof typeof KINDS

/** What happens to a request that a rule hits. */
export const EffectSchema = Type.Union(Object.values(KINDS).map(({ schema }) => schema), { title: 'Effect' })
export type Effect = Static<typeof KINDS[EffectKind]['schema']>

/** The effects of one kind. */
export type EffectOf<Name extends EffectKind> = Static<typeof KINDS[Name]['schema']>

/** The kinds that every operation takes whose answers are HTTP. */
export const HTTP_KINDS: readonly EffectKind[] = ['error', 'transport', 'http']

/** The kinds that a RESULT takes. */
export const RESULT_KINDS: readonly EffectKind[] = ['error', 'transport']

/** An operation, as far as it matters for what fits it. */
export interface Taker {
  /** The kinds of effects that it takes. */
  readonly takes: readonly EffectKind[]
  /** The codes that it documents. */
  readonly errors: readonly number[]
}

const kindsByName: ReadonlyArray<readonly [EffectKind, Kind]> = Object.entries(KINDS).map(([name, kind]) => [name as EffectKind, kind])

function kindOf (effect: Effect): readonly [EffectKind, Kind] {
  const found = kindsByName.find(([name]) => name in effect)
  if (found === undefined) throw new TypeError(`no kind of effect has ${Object.keys(effect).join(', ')}`)
  return found
}

/** Whether an effect makes sense on an operation; null lets it through. */
export function fits (effect: Effect | null, { takes, errors }: Taker, force = false): boolean {
  if (effect === null) return true
  const [name, kind] = kindOf(effect)
  return takes.includes(name) && (kind.fits?.(effect, errors, force) ?? true)
}

/**
 * Checks what the schema of an effect cannot say.
 *
 * @throws Invalid for one that could not be applied to any request
 */
export function checkEffect (effect: Effect | null): void {
  if (effect !== null) kindOf(effect)[1].check?.(effect)
}

/** Says what an effect does in a phrase, with `%` in place of the operations. */
export const explainEffect = (effect: Effect | null): string => effect === null ? 'lets % through' : kindOf(effect)[1].explain(effect)

/** Whether an effect hits every step of an operation that takes several requests. */
export const hitsEveryStep = (effect: Effect | null): boolean => effect === null || (kindOf(effect)[1].hitsEveryStep?.(effect) ?? true)

/** Says which kinds do not go with every operation: "sms goes with those that send an SMS, otp with inwebo.otp". */
export const describeTakers = (): string => kindsByName
  .flatMap(([name, { goesWith }]) => goesWith === undefined ? [] : [{ name, goesWith }])
  .map(({ name, goesWith }, index) => `${name} ${index === 0 ? 'goes ' : ''}with ${goesWith}`)
  .join(', ')
