import type { RuleState } from './engine.ts'
import { effectsOf } from './rule.ts'
import type { Delay, Rule } from '../wire/fault.ts'
import { explainEffect } from '../effects/index.ts'

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
  const sentences = effectsOf(effect).map((one) => explainEffect(one))
  if (effect === null) return `lets ${operations} through`
  if (sentences.length === 1) return sentences.join('').replace('%', operations)
  return `hit by hit on ${operations}: ${sentences.map((sentence) => sentence.replace(' %', '')).join(', then ')}`
}

function describeDelay (delay: Delay | undefined): string {
  if (delay === undefined) return ''
  if (typeof delay === 'number') return `waits ${delay} ms`
  return 'min' in delay ? `waits ${delay.min} to ${delay.max} ms` : `waits about ${delay.median} ms`
}

const timesInWords = (count: number): string => ({ 1: 'once', 2: 'twice' })[count] ?? `${count} times`
