import { type Effect, explainEffect } from '../effects/index.ts'
import { type RuleFacts, ruleFacts, timesInEnglish, type Wait } from '../words/rule-facts.ts'
import type { RuleState } from './engine.ts'

/**
 * Says what a rule does in one sentence: "fails modifyPhoneNumber with 2310, twice, for alice; hit once".
 *
 * @param world the operations that it reaches, where that needs to be said, and whether its account is missing
 */
export function explainRule ({ rule, hits }: Pick<RuleState, 'rule' | 'hits'>, { reach = '', lacksAccount = false }: { readonly reach?: string, readonly lacksAccount?: boolean } = {}): string {
  const facts = ruleFacts<Effect>(rule)
  const { account, device, phoneNumber, wait, skip, times, percent } = facts
  return `${joined(', ',
    joined(', then ', wait && `waits ${inMilliseconds(wait)}`, describeEffects(facts, reach)),
    times && timesInEnglish(times),
    skip && `after letting ${skip} pass`,
    percent === undefined ? undefined : `in ${percent} % of cases`,
    joined(' ', account && `for ${account}`, device && `on device ${device}`, phoneNumber && `with number ${phoneNumber}`)
  )}; ${hits === 0 ? 'not hit yet' : `hit ${timesInEnglish(hits)}`}${lacksAccount ? `; hits nobody: there is no account "${account}"` : ''}`
}

const joined = (separator: string, ...parts: ReadonlyArray<string | 0 | undefined>): string => parts.filter((part) => part !== undefined && part !== '').join(separator)

function describeEffects ({ effects, on, operations: named, face }: RuleFacts<Effect>, reach: string): string {
  const all = named.length > 0 ? named.join(' and ') : `every ${face === undefined ? 'operation' : `${face} operation`} it can${reach === '' ? '' : ` (${reach})`}`
  const operations = on === 'result' ? `each RESULT of ${all}` : all
  const [first, ...more] = effects.map(explainEffect)
  if (first === undefined) return `lets ${operations} through`
  if (more.length === 0) return first.replace('%', operations)
  return `hit by hit on ${operations}: ${[first, ...more].map((phrase) => phrase.replace(' %', '')).join(', then ')}`
}

function inMilliseconds (wait: Wait): string {
  if (wait.is === 'between') return `${wait.min} to ${wait.max} ms`
  return wait.is === 'about' ? `about ${wait.time} ms` : `${wait.time} ms`
}
