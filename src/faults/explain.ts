import type { RuleState } from './engine.ts'
import { effectsOf } from './rule.ts'
import type { Delay, Effect, Rule } from '../wire/fault.ts'

/**
 * Says what a rule does in one sentence: "fails modifyPhoneNumber with 2310, twice, for alice; hit once".
 *
 * @param reach the operations that it reaches, where that needs to be said
 */
export function explainRule ({ rule, hits }: Pick<RuleState, 'rule' | 'hits'>, reach = ''): string {
  const { match, times, skip = 0, probability, delay } = rule
  const parts = [
    [describeDelay(delay), describeEffects(rule, reach)].filter((part) => part !== '').join(', then '),
    times === undefined ? '' : timesInWords(times),
    skip === 0 ? '' : `after letting ${skip} pass`,
    probability === undefined ? '' : `in ${Math.round(probability * 1000) / 10} % of cases`,
    [match.account === undefined ? '' : `for ${match.account}`,
      match.device === undefined ? '' : `on device ${match.device}`,
      match.phoneNumber === undefined ? '' : `with number ${match.phoneNumber}`].filter((part) => part !== '').join(' ')
  ]
  return `${parts.filter((part) => part !== '').join(', ')}; ${hits === 0 ? 'not hit yet' : `hit ${timesInWords(hits)}`}`
}

function describeEffects ({ effect, match }: Rule, reach: string): string {
  const operations = match.operation === undefined
    ? `every ${match.face === undefined ? 'operation' : `${match.face} operation`} it can${reach === '' ? '' : ` (${reach})`}`
    : [match.operation].flat().join(' and ')
  const sentences = effectsOf(effect).map((one) => describeEffect(one))
  if (effect === null) return `lets ${operations} through`
  if (sentences.length === 1) return sentences.join('').replace('%', operations)
  return `hit by hit on ${operations}: ${sentences.map((sentence) => sentence.replace(' %', '')).join(', then ')}`
}

/** A phrase with `%` in place of the operations. */
function describeEffect (effect: Effect | null): string {
  if (effect === null) return 'lets % through'
  if ('error' in effect) return `fails % with ${effect.error}`
  if ('http' in effect) return `answers % with HTTP ${effect.http.status}`
  if ('sms' in effect) return typeof effect.sms === 'string' ? `${effect.sms}s the SMS of %` : `delays the SMS of % by ${effect.sms.delay} ms`
  if ('otp' in effect) return `plays ${effect.otp} on %`
  return {
    hang: 'never answers %',
    reset: 'resets the connection of %',
    empty: 'closes % without a byte',
    truncate: 'breaks off the answer of %',
    malformed: 'answers % with broken syntax'
  }[effect.transport]
}

function describeDelay (delay: Delay | undefined): string {
  if (delay === undefined) return ''
  if (typeof delay === 'number') return `waits ${delay} ms`
  return 'min' in delay ? `waits ${delay.min} to ${delay.max} ms` : `waits about ${delay.median} ms`
}

const timesInWords = (count: number): string => ({ 1: 'once', 2: 'twice' })[count] ?? `${count} times`
