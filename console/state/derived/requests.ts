import { outcomeOf } from '../../../src/words/outcomes.ts'
import { dialled, hasAll, type NumberPrefixes, searchText } from '../../../src/words/search.ts'
import type { Contract, Entry } from '../world/wire.ts'
import { operationsOf } from './codes.ts'

/** What somebody may have meant whose request no route takes: the reason without the address, which is shown beside it. */
export const meantBy = ({ reason }: Pick<Entry, 'reason'>): string | null => reason?.replace(/^There is nothing at \S+ \S+\. (?=.)/, '') ?? null

/** Why a request failed: the server's reason, else the label of its code; of a fault it is known that it asked for the code, so its label says more. */
export function saidOf (entry: Entry, contract: Contract): string | undefined {
  const { reason, operation, code } = entry
  const outcome = outcomeOf(entry)
  if (outcome === 'unrouted') return undefined // `meantBy` says it
  const label = operationsOf(contract).find(({ id }) => id === operation)?.errors.find((error) => error.code === code)?.label.trim()
  return (outcome === 'fault' ? label ?? reason : reason ?? label) ?? undefined
}

/** Whether a request has all the words of a filter, in any of its fields. */
export const hasWords = (entry: Entry, words: readonly string[], numbers: NumberPrefixes): boolean => words.length === 0 || hasAll(textOf(entry, numbers), words)

const texts = new WeakMap<Entry, string>()

function textOf (entry: Entry, numbers: NumberPrefixes): string {
  const known = texts.get(entry)
  if (known !== undefined) return known
  const text = searchText(entry, entry.phoneNumber === null ? undefined : dialled(entry.phoneNumber, numbers))
  texts.set(entry, text)
  return text
}

/** Which requests are shown. */
export type Show = 'all' | 'failed' | 'faults'

/** Whether a request is among those that are shown. */
export function isShown (entry: Entry, shown: Show): boolean {
  const outcome = outcomeOf(entry)
  return shown === 'all' || (shown === 'faults' ? outcome === 'fault' : outcome !== 'fine')
}

/** When a request was. */
export const atOf = ({ at }: Entry): string => at
