import { displayPhoneNumber } from '../lib/phone-number.ts'
import type { Settings } from '../sandbox/settings.ts'
import type { EntrySearch } from '../wire/request.ts'
import type { JournalEntry } from './journal.ts'

/** The words of a text that somebody looks for. */
export const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter((word) => word !== '')

/** Whether an entry has all words of a search, each in some field; what may be a secret is not looked at. */
export function hasWords (entry: JournalEntry, words: readonly string[], { phoneRegion }: Settings): boolean {
  if (words.length === 0) return true
  const text = textOf(entry, phoneRegion)
  return words.every((word) => text.includes(word))
}

function textOf ({ id, face, http, operation, account, device, phoneNumber, code, status, fault, reason, sms }: JournalEntry, region: string): string {
  const number = phoneNumber === undefined ? undefined : displayPhoneNumber(phoneNumber, region)
  const hit = fault === undefined ? undefined : `fault ${fault.rule ?? ''} ${JSON.stringify(fault.effect)}`
  return [id, face ?? 'unrouted', http?.method, http?.path, operation, account, device, phoneNumber, number, code, status, http?.status, reason, sms, hit].join(' ').toLowerCase()
}

/** Whether an entry came out in a way; `failed` is all that is not fine. */
export function cameOut (entry: JournalEntry, outcome: NonNullable<EntrySearch['outcome']>): boolean {
  const isByFault = entry.fault !== undefined && entry.fault.effect !== null
  return outcome === 'fault' ? isByFault : (isByFault || wasRefused(entry)) === (outcome === 'failed')
}

const wasRefused = ({ face, status, code, isAnswered, http }: JournalEntry): boolean =>
  face === null || status === 'FAILED' || code !== undefined || !isAnswered || (http?.status ?? 0) >= 400
