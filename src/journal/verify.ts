import { Busy, Conflict, Malformed } from '../lib/errors.ts'
import { withTimeout } from '../lib/with-timeout.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { EntryFilter, EntryView } from '../wire/request.ts'
import type { Difference, Expectation } from '../wire/verify.ts'
import type { JournalEntry } from './journal.ts'
import { differences, isAfter, listEntries, matches, readFilter, readSince } from './query.ts'
import { viewEntry } from './view.ts'

/** How the journal is not what was expected. */
export interface Mismatch {
  readonly message: string
  readonly count: number
  readonly requests: EntryView[]
  /** The entries that came nearest, and the fields in which they differ. */
  readonly nearest: Array<{ request: EntryView, differences: Difference[] }>
}

interface Bounds { readonly least: number, readonly most: number }
interface Question { readonly filter: EntryFilter, readonly since: string | undefined, readonly bounds: Bounds, readonly within: number }
interface Near { readonly request: JournalEntry, readonly differences: Difference[] }

/** How many requests may wait in one sandbox at once. */
const MAX_WAITING = 1000
/** How many entries a message names, and how many of the newest are looked at for those that nearly match. */
const MAX_NAMED = 3
const MAX_SEARCHED = 1000

/**
 * Counts the requests that match, and waits for them where that is asked.
 *
 * @param closed aborts when the client disconnects
 * @returns the entries that match, or how they are not what was expected
 * @throws Malformed, Conflict or Busy
 */
export async function verify (sandbox: Sandbox, expectation: Expectation, closed: () => AbortSignal): Promise<{ requests: EntryView[] } | Mismatch> {
  if (sandbox.settings.journalSize === 0) throw new Conflict('The journal is off (JOURNAL_SIZE=0), so nothing can be verified.')
  const { times, atLeast, atMost, since, within = 0, ...filter } = expectation
  const question = { filter: readFilter(sandbox, filter), since, within, bounds: readBounds(times, atLeast, atMost) }
  const found = await settle(sandbox, question, closed)
  const { least, most } = question.bounds
  if (found.length >= least && found.length <= most) return { requests: found.map((entry) => viewEntry(sandbox, entry)) }
  return explainMismatch(sandbox, question, found)
}

function readBounds (times: number | undefined, atLeast: number | undefined, atMost: number | undefined): Bounds {
  if (times !== undefined && (atLeast !== undefined || atMost !== undefined)) throw new Malformed('Send times (exactly so many), or atLeast and atMost, not both.')
  const least = times ?? atLeast ?? (atMost === undefined ? 1 : 0)
  const most = times ?? atMost ?? Infinity
  if (least > most) throw new Malformed(`atLeast ${least} is more than atMost ${most}.`)
  return { least, most }
}

/** The entries that match, newest first, once it is clear whether they are enough or too many, or the time is up. */
async function settle (sandbox: Sandbox, { filter, since, bounds: { least, most }, within }: Question, closed: () => AbortSignal): Promise<JournalEntry[]> {
  const kept = listEntries(sandbox, filter, { since })
  const isClear = (count: number) => count > most || (least > 0 && count >= least)
  if (within === 0 || isClear(kept.length)) return kept

  const { events } = sandbox
  if (events.listenerCount('request') >= MAX_WAITING) throw new Busy(`${MAX_WAITING} requests already wait or watch in this sandbox.`)
  const start = since === undefined ? undefined : readSince(since)
  const oldestFirst = kept.reverse()
  const count = (entry: JournalEntry) => {
    if (isAfter(entry, start) && matches(entry, filter)) oldestFirst.push(entry)
    return isClear(oldestFirst.length)
  }
  const forget = () => { oldestFirst.length = 0 }
  await withTimeout(within, closed(), (signal) => untilClear(events, signal, { count, forget }))
  return oldestFirst.reverse()
}

/** Hands over every new entry until `count` says that it is clear, or the signal aborts; `forget` is called when the journal is emptied. */
async function untilClear (events: Sandbox['events'], signal: AbortSignal, { count, forget }: { count: (entry: JournalEntry) => boolean, forget: () => void }): Promise<void> {
  const onCleared = ({ what }: { what: string }) => { if (what === 'requests') forget() }
  let onRequest = (_entry: JournalEntry): void => {}
  try {
    await new Promise<void>((resolve) => {
      onRequest = (entry) => { if (count(entry)) resolve() }
      events.on('request', onRequest).on('reset', forget).on('cleared', onCleared)
      signal.addEventListener('abort', () => resolve())
      if (signal.aborted) resolve()
    })
  } finally {
    events.off('request', onRequest).off('reset', forget).off('cleared', onCleared)
  }
}

function explainMismatch (sandbox: Sandbox, { filter, since, bounds, within }: Question, found: readonly JournalEntry[]): Mismatch {
  const isTooMany = found.length > bounds.most
  const nearest = isTooMany ? [] : nearestOf(sandbox, filter, since)
  const wanted = Object.entries(filter).map(([field, value]) => `${field} ${value}`).join(', ')
  const came = found.length === 0 ? 'none' : found.length
  const details = isTooMany ? `: ${nameEntries(found)}` : ''
  const near = nearest.map(({ request, differences }) =>
    `${request.id} differs in ${differences.map(({ field, expected, actual }) => `${field} (${String(actual ?? 'none')}, not ${String(expected)})`).join(' and ')}`)
  const message = [
    `Expected ${describeBounds(bounds)} with ${wanted === '' ? 'anything at all' : wanted}; ${came} came${within === 0 ? '' : ` within ${within} ms`}${details}.`,
    near.length === 0 ? '' : `Nearest: ${near.join('; ')}.`
  ].filter((sentence) => sentence !== '').join(' ')
  return { message, count: found.length, requests: found.map((entry) => viewEntry(sandbox, entry)), nearest: nearest.map(({ request, differences }) => ({ request: viewEntry(sandbox, request), differences })) }
}

/** The newest entries by id, operation, account and answer. */
function nameEntries (entries: readonly JournalEntry[]): string {
  const named = entries.slice(0, MAX_NAMED).map(({ id, operation = 'no operation', account, code, status, httpStatus }) =>
    `${id} (${operation}${account === undefined ? '' : ` of ${account}`}, ${code ?? status ?? httpStatus ?? 'no answer'})`)
  return `${named.join(', ')}${entries.length > MAX_NAMED ? ` and ${entries.length - MAX_NAMED} more` : ''}`
}

/** Entries that do not match, those with the fewest differences first; of equals the newest. */
function nearestOf (sandbox: Sandbox, filter: EntryFilter, since: string | undefined): Near[] {
  const nearest: Near[] = []
  for (const request of listEntries(sandbox, {}, { since, limit: MAX_SEARCHED })) {
    const near = { request, differences: differences(request, filter) }
    if (near.differences.length === 0) continue
    const place = nearest.findIndex((other) => other.differences.length > near.differences.length)
    nearest.splice(place === -1 ? nearest.length : place, 0, near)
    nearest.length = Math.min(nearest.length, MAX_NAMED)
    if (nearest[MAX_NAMED - 1]?.differences.length === 1) break // none can come nearer
  }
  return nearest
}

const requests = (count: number): string => `${count} request${count === 1 ? '' : 's'}`

function describeBounds ({ least, most }: Bounds): string {
  if (least === most) return least === 0 ? 'no request' : `exactly ${requests(least)}`
  if (most === Infinity) return `at least ${requests(least)}`
  return least === 0 ? `at most ${requests(most)}` : `${least} to ${requests(most)}`
}
