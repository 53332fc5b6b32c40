import type { JournalEntry } from '../client/contract.ts'
import { answerInShort } from '../words/outcomes.ts'

/** A request in one line: when, what, whose, and what came of it. */
export function entryLine (entry: JournalEntry): string {
  const { at, operation, face, account, reason, fault, duration } = entry
  const outcome = entry.status === 'SUCCEEDED' ? 'OK' : answerInShort(entry)
  const cause = fault === null || fault === undefined ? '' : ` (fault ${fault.rule ?? 'of the request'})`
  return [at.slice(11, 19), operation ?? face ?? '-', account ?? '-', `${outcome}${cause}`, `${Math.round(duration)} ms`, reason ?? ''].filter((part) => part !== '').join('  ')
}
