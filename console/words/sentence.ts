import { nameOf } from '../state/derive.ts'
import type { Delay, Effect, Fault } from '../state/wire.ts'
import type { Words } from './en.ts'

/** What a rule says of itself, without its counters. */
export type Described = Pick<Fault, 'match' | 'effect' | 'delay' | 'skip' | 'times' | 'probability'>

/** What happens, in a word: `2310`, `reset`, `HTTP 503`. */
export function effectWord (effect: Effect | null, words: Words): string {
  if (effect === null) return words.effect.late
  if ('error' in effect) return effect.subCode === undefined ? String(effect.error) : `${effect.error}/${effect.subCode.code}`
  if ('transport' in effect) return effect.transport
  if ('http' in effect) return `HTTP ${effect.http.status}`
  if ('otp' in effect) return effect.otp
  return typeof effect.sms === 'string' ? `SMS ${effect.sms}` : words.effect.smsLate(words.duration(effect.sms.delay))
}

/** What a rule does, in a word or a few. */
export function deedOf ({ effect, delay }: Pick<Described, 'effect' | 'delay'>, words: Words): string {
  if (effect === null && delay !== undefined) return words.rule.waits(wait(delay, words))
  const effects: ReadonlyArray<Effect | null> = Array.isArray(effect) ? effect : [effect]
  const shown = effects.slice(0, 4).map((one) => effectWord(one, words)).join(', ')
  return effects.length > 4 ? `${shown}…` : shown
}

/** Where a rule applies: `modifyPhoneNumber`, `everywhere`. */
export function placeOf ({ match: { operation, face } }: Pick<Described, 'match'>, words: Words): string {
  const names = operation === undefined ? [] : [operation].flat().map(nameOf)
  if (names.length > 2) return words.rule.operations(names.length)
  if (names.length > 0) return names.join(', ')
  return face === undefined ? words.rule.everywhere : words.rule.face(face)
}

/** To whom, when and how often a rule applies: the parts of a line that are not the rule's name. */
export function conditionsOf ({ match, effect, skip = 0, times, probability, delay }: Described, words: Words): string[] {
  return [
    ...match.account === undefined ? [] : [match.account],
    ...match.device === undefined ? [] : [match.device],
    ...match.phoneNumber === undefined ? [] : [match.phoneNumber],
    ...delay === undefined || effect === null ? [] : [words.rule.waits(wait(delay, words))],
    ...skip === 0 ? [] : [words.rule.skips(skip)],
    ...times === undefined ? [] : [words.rule.atMost(times)],
    ...probability === undefined ? [] : [words.rule.chance(Math.round(probability * 1000) / 10)]
  ]
}

function wait (delay: Delay, words: Words): string {
  if (typeof delay === 'number') return words.duration(delay)
  return 'min' in delay ? words.rule.between(words.duration(delay.min), words.duration(delay.max)) : words.rule.about(words.duration(delay.median))
}

/** A rule in a sentence. */
export const sentence = (rule: Described, words: Words): string =>
  [words.rule.does(deedOf(rule, words), placeOf(rule, words)), ...conditionsOf(rule, words)].join(' · ')
