import { Journal, type JournalEntry } from './journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { isErrorCode } from '../codes/catalogue.ts'
import { Malformed, NotFound } from '../lib/errors.ts'
import { parseTime } from '../lib/iso-time.ts'
import { suggest } from '../lib/nearest-word.ts'
import { readPhoneNumber } from '../lib/phone-number.ts'
import type { EntryFilter, EntrySearch } from '../wire/request.ts'
import type { Difference } from '../wire/verify.ts'
import { wordsOf } from '../words/search.ts'
import { cameOut, hasWords } from './search.ts'

/** What an entry is told apart by. */
type Features = Pick<JournalEntry, 'operation' | 'account' | 'device' | 'phoneNumber' | 'face' | 'code' | 'status' | 'http' | 'fault' | 'direction'>

/** The fields by which entries are told apart, and what an entry shows of each. */
const fields = {
  operation: ({ operation }: Features) => operation,
  account: ({ account }: Features) => account,
  device: ({ device }: Features) => device,
  phoneNumber: ({ phoneNumber }: Features) => phoneNumber,
  face: ({ face }: Features) => face,
  code: ({ code }: Features) => code,
  status: ({ status, http }: Features) => status ?? http?.status,
  fault: ({ fault }: Features) => fault?.rule,
  direction: ({ direction }: Features) => direction,
  unrouted: ({ face }: Features) => face === null
} as const satisfies Record<keyof EntryFilter, (entry: Features) => unknown>

const names = Object.keys(fields) as Array<keyof EntryFilter>

/** The fields in which an entry differs from a filter; none when it matches. */
export function differences (entry: JournalEntry, filter: EntryFilter): Difference[] {
  return names.filter((field) => filter[field] !== undefined && !fieldMatches(entry, field, String(filter[field])))
    .map((field) => ({ field, expected: filter[field], actual: fields[field](entry) ?? null }))
}

export const matches = (entry: Features, filter: EntryFilter): boolean =>
  names.every((field) => filter[field] === undefined || fieldMatches(entry, field, String(filter[field])))

function fieldMatches (entry: Features, field: keyof EntryFilter, wanted: string): boolean {
  const actual = fields[field](entry)
  if (String(actual) === wanted) return true
  if (field === 'operation') return isOperation(entry.operation, wanted)
  return field === 'status' && String(entry.http?.status) === wanted
}

/** Whether an operation is meant by its id, or the last part of it. */
export const isOperation = (operation: string | undefined, wanted: string): boolean =>
  operation === wanted || operation?.endsWith(`.${wanted}`) === true

/**
 * Checks a filter, and brings its number into the form of the journal's. What no request can ever be is refused: that there was
 * none of it would be true whatever the client did.
 *
 * @throws Malformed
 */
export function readFilter ({ settings, targets }: Sandbox, filter: EntryFilter): EntryFilter {
  const { operation, code, phoneNumber, status } = filter
  if (operation !== undefined && !targets.all.some(({ id }) => isOperation(id, operation))) {
    throw new Malformed(`operation "${operation}" is none that is known. ${suggest(operation, targets.all.flatMap(({ id, name }) => [id, name]), 'GET /admin/contract lists them.')}`)
  }
  if (code !== undefined && /^\d{4}$/.test(String(code)) && !isErrorCode(Number(code))) {
    throw new Malformed(`There is no code ${code}. GET /admin/contract lists the codes of each operation.`)
  }
  if (status !== undefined && !/^(SUCCEEDED|FAILED|RESULT|[1-5]\d\d)$/.test(String(status))) {
    throw new Malformed(`status "${status}" is neither SUCCEEDED nor FAILED nor RESULT nor an HTTP status.`)
  }
  if (phoneNumber === undefined) return filter
  return { ...filter, phoneNumber: readPhoneNumber('phoneNumber', phoneNumber, settings.phoneRegion, Malformed) }
}

/** The part of the journal that is asked for. */
export interface Page {
  /** ISO 8601 (from then on), or the id of an entry (those after it). */
  readonly since?: string | undefined
  /** Id of an entry: those before it. */
  readonly before?: string | undefined
  readonly limit?: number | undefined
}

/**
 * The entries of a page, newest first, and how many match on all pages.
 *
 * @throws Malformed, or NotFound for an unknown `before`
 */
export function findEntries (sandbox: Sandbox, search: EntrySearch, { since, before, limit = Infinity }: Page = {}): { entries: JournalEntry[], total: number } {
  const journal = sandbox.part(Journal)
  const isWanted = readSearch(sandbox, search, since)
  const findsAll = since === undefined && Object.keys(search).length === 0 // there is no need to count, then
  const entries: JournalEntry[] = []
  let total = 0
  let started = before === undefined
  for (const entry of journal.newestFirst()) {
    if (entry.id === since || (findsAll && entries.length >= limit)) break
    if (isWanted(entry)) {
      total++
      if (started && entries.length < limit) entries.push(entry)
    }
    started ||= entry.id === before
  }
  if (!started && before !== undefined) getEntry(sandbox, before)
  return { entries, total: findsAll ? journal.size : total }
}

/** Checks a search, and answers whether an entry is among those that it finds. */
function readSearch (sandbox: Sandbox, { q = '', outcome, ...filter }: EntrySearch, since: string | undefined): (entry: JournalEntry) => boolean {
  const wanted = readFilter(sandbox, filter)
  const start = since === undefined ? undefined : readSince(since)
  const words = wordsOf(q)
  return (entry) => isAfter(entry, start) && matches(entry, wanted) &&
    (outcome === undefined || cameOut(entry, outcome)) && hasWords(entry, words, sandbox.settings)
}

/** Whether an entry is of `start` (milliseconds since 1970) or later. */
export const isAfter = ({ at }: Pick<JournalEntry, 'at'>, start: number | undefined): boolean => start === undefined || at >= start

/**
 * Milliseconds since 1970; `undefined` for the id of an entry. One that is forgotten is older than all that are kept.
 *
 * @throws Malformed
 */
export function readSince (since: string): number | undefined {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}$/.test(since)) return undefined
  const time = parseTime(since)
  if (time === undefined) throw new Malformed(`since "${since}" is neither an ISO 8601 time such as 2026-01-31T12:00:00Z nor the id of an entry.`)
  return time
}

/** @throws NotFound */
export function getEntry (sandbox: Sandbox, id: string): JournalEntry {
  const entry = sandbox.part(Journal).find(id)
  if (entry !== undefined) return entry
  throw new NotFound(`The journal has no request "${id}". It keeps the newest; GET /admin/requests lists them.`)
}
