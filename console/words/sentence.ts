import { type RuleFacts, ruleFacts, type Wait } from '../../src/words/rule-facts.ts'
import { nameOf } from '../state/derived/codes.ts'
import type { Effect, Fault } from '../state/world/wire.ts'
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
  if ('connack' in effect) return `CONNACK ${effect.connack}`
  if ('suback' in effect) return `SUBACK ${effect.suback}`
  if ('command' in effect) return commandWord(effect.command, words)
  return typeof effect.sms === 'string' ? `SMS ${effect.sms}` : words.effect.smsLate(words.duration(effect.sms.delay))
}

/** What becomes of a remote command: `return_code 400`, or a word. */
const commandWord = (command: Extract<Effect, { command: unknown }>['command'], words: Words): string =>
  'returnCode' in command ? `return_code ${command.returnCode}` : words.effect.command['answers' in command ? command.answers : command.car]

/** Effects of a sequence that are named. */
const NAMED = 4

/** What a rule does, in a word or a few. */
export function deedOf (rule: Pick<Described, 'effect' | 'delay'>, words: Words): string {
  const { effects, wait } = ruleFacts<Effect>({ match: {}, ...rule })
  if (rule.effect === null) return wait === undefined ? effectWord(null, words) : words.rule.waits(inWords(wait, words))
  const shown = effects.slice(0, NAMED).map((one) => effectWord(one, words)).join(', ')
  return effects.length > NAMED ? `${shown}…` : shown
}

/** Where a rule applies: `modifyPhoneNumber`, `everywhere`. */
export function placeOf ({ match }: Pick<Described, 'match'>, words: Words): string {
  const { operations, face } = ruleFacts({ match, effect: null })
  if (operations.length > 2) return words.rule.operations(operations.length)
  if (operations.length > 0) return operations.map(nameOf).join(', ')
  return face === undefined ? words.rule.everywhere : words.rule.face(face)
}

/** To whom, when and how often a rule applies: the parts of a line that are not the rule's name. */
export function conditionsOf (rule: Described, words: Words): string[] {
  const { on, account, device, phoneNumber, effects, wait, skip, times, percent }: RuleFacts<Effect> = ruleFacts(rule)
  return [
    on === undefined ? undefined : 'RESULT',
    account,
    device,
    phoneNumber,
    wait === undefined || effects.length === 0 ? undefined : words.rule.waits(inWords(wait, words)),
    skip === undefined ? undefined : words.rule.skips(skip),
    times === undefined ? undefined : words.rule.atMost(times),
    percent === undefined ? undefined : words.rule.chance(percent)
  ].filter((part) => part !== undefined)
}

function inWords (wait: Wait, words: Words): string {
  if (wait.is === 'between') return words.rule.between(words.duration(wait.min), words.duration(wait.max))
  return wait.is === 'about' ? words.rule.about(words.duration(wait.time)) : words.duration(wait.time)
}

/** A rule in a sentence. */
export const sentence = (rule: Described, words: Words): string =>
  [words.rule.does(deedOf(rule, words), placeOf(rule, words)), ...conditionsOf(rule, words)].join(' · ')
