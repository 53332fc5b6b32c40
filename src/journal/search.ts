import { displayPhoneNumber } from '../lib/phone-number.ts'
import type { Settings } from '../sandbox/settings.ts'
import type { EntrySearch } from '../wire/request.ts'
import { type Answered, outcomeOf } from '../words/outcomes.ts'
import { hasAll, searchText } from '../words/search.ts'
import type { JournalEntry } from './journal.ts'

/** The answer of an entry, as it is shown. */
export const answerOf = ({ status, code, http, isAnswered }: JournalEntry): Answered => ({ status, code, httpStatus: http?.status, answered: isAnswered })

/** Whether an entry has all words of a search, each in some field; what may be a secret is not looked at. */
export function hasWords (entry: JournalEntry, words: readonly string[], { phoneRegion }: Settings): boolean {
  if (words.length === 0) return true
  const { phoneNumber, http } = entry
  const national = phoneNumber === undefined ? undefined : displayPhoneNumber(phoneNumber, phoneRegion)
  return hasAll(searchText({ ...entry, method: http?.method, path: http?.path, httpStatus: http?.status }, national), words)
}

/** Whether an entry came out in a way; `failed` is all that is not fine. */
export function cameOut (entry: JournalEntry, outcome: NonNullable<EntrySearch['outcome']>): boolean {
  const found = outcomeOf({ ...answerOf(entry), face: entry.face, fault: entry.fault })
  return outcome === 'failed' ? found !== 'fine' : found === outcome
}
