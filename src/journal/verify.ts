import { once } from 'node:events'
import type { JournalEntry } from './journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { Busy, Conflict, Malformed } from '../lib/errors.ts'
import { viewEntry } from './view.ts'
import { withPatience } from '../lib/with-timeout.ts'
import { differences, listEntries, readFilter } from './query.ts'
import type { EntryFilter, EntryView } from '../wire/request.ts'
import type { Difference, Expectation } from '../wire/verify.ts'

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

/** How many requests may wait in one sandbox at once. */
const MAX_WAITING = 1000
const MAX_NEAREST = 3

/**
 * Counts the requests that match, and waits for them where that is asked.
 *
 * @param departure aborts when the client leaves
 * @returns the entries that match, or how they are not what was expected
 * @throws Malformed, Conflict or Busy
 */
export async function verify (sandbox: Sandbox, expectation: Expectation, departure: () => AbortSignal): Promise<{ requests: EntryView[] } | Mismatch> {
  if (sandbox.settings.journalSize === 0) throw new Conflict('The journal is off (JOURNAL_SIZE=0), so nothing can be verified.')
  const { times, atLeast, atMost, since, within = 0, ...filter } = expectation
  const question = { filter: readFilter(sandbox, filter), since, within, bounds: readBounds(times, atLeast, atMost) }
  const found = await settle(sandbox, question, departure)
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

/** The entries that match, once it is clear whether they are enough or too many, or the time is up. */
async function settle (sandbox: Sandbox, { filter, since, bounds: { least, most }, within }: Question, departure: () => AbortSignal): Promise<JournalEntry[]> {
  const count = () => listEntries(sandbox, filter, { since })
  const isClear = (found: readonly JournalEntry[]) => found.length > most || (least > 0 && found.length >= least)
  let found = count()
  if (within === 0 || isClear(found)) return found

  if (sandbox.events.listenerCount('request') >= MAX_WAITING) throw new Busy(`${MAX_WAITING} requests wait or watch in this sandbox already.`)
  return await withPatience(within, departure(), async (signal) => {
    while (!signal.aborted && !isClear(found)) {
      await once(sandbox.events, 'request', { signal }).catch(() => {})
      found = count()
    }
    return found
  })
}

function explainMismatch (sandbox: Sandbox, { filter, since, bounds, within }: Question, found: readonly JournalEntry[]): Mismatch {
  const nearest = nearestOf(sandbox, filter, since)
  const wanted = Object.entries(filter).map(([field, value]) => `${field} ${value}`).join(', ')
  const near = nearest.map(({ request, differences }) =>
    `${request.id} differs in ${differences.map(({ field, expected, actual }) => `${field} (${String(actual ?? 'none')}, not ${String(expected)})`).join(' and ')}`)
  const message = [
    `Expected ${saysBounds(bounds)} with ${wanted === '' ? 'anything at all' : wanted}; ${found.length === 0 ? 'none' : found.length} came${within === 0 ? '' : ` within ${within} ms`}.`,
    near.length === 0 ? '' : `Nearest: ${near.join('; ')}.`
  ].filter((sentence) => sentence !== '').join(' ')
  return { message, count: found.length, requests: found.map((entry) => viewEntry(sandbox, entry)), nearest: nearest.map(({ request, differences }) => ({ request: viewEntry(sandbox, request), differences })) }
}

/** Entries that do not match, those with the fewest differences first; of equals the newest. */
function nearestOf (sandbox: Sandbox, filter: EntryFilter, since: string | undefined): Array<{ request: JournalEntry, differences: Difference[] }> {
  return listEntries(sandbox, {}, { since })
    .map((request) => ({ request, differences: differences(request, filter) }))
    .filter(({ differences }) => differences.length > 0)
    .toSorted((a, b) => a.differences.length - b.differences.length)
    .slice(0, MAX_NEAREST)
}

const requests = (count: number): string => `${count} request${count === 1 ? '' : 's'}`

function saysBounds ({ least, most }: Bounds): string {
  if (least === most) return least === 0 ? 'no request' : `exactly ${requests(least)}`
  if (most === Infinity) return `at least ${requests(least)}`
  return least === 0 ? `at most ${requests(most)}` : `${least} to ${requests(most)}`
}
