import type { Sandbox } from '../sandbox/sandbox.ts'
import type { EntryFilter, EntryView } from '../wire/request.ts'
import type { Difference } from '../wire/verify.ts'
import { Journal, type JournalEntry } from './journal.ts'
import { answerInShort } from '../words/outcomes.ts'
import { differences, findEntries, readSince } from './query.ts'
import { answerOf } from './search.ts'
import type { Unknown } from './unknown.ts'
import { viewEntry } from './view.ts'

/** How the journal is not what was expected, or that it cannot tell. */
export interface Mismatch extends Unknown {
  readonly message: string
  readonly count: number
  readonly requests: EntryView[]
  /** The entries that came nearest, and the fields in which they differ. */
  readonly nearest: Array<{ request: EntryView, differences: Difference[] }>
}

/** How many requests are expected. */
export interface Bounds { readonly least: number, readonly most: number }

/** What is asked of the journal; `within` is in milliseconds. */
export interface Question { readonly filter: EntryFilter, readonly since: string | undefined, readonly bounds: Bounds, readonly within: number }

interface Near { readonly request: JournalEntry, readonly differences: Difference[] }

/** How many entries a message names, and how many of the newest are looked at for those that nearly match. */
const MAX_NAMED = 3
const MAX_SEARCHED = 1000

/** @param found the entries that match @param unknown how many more may match */
export function explainMismatch (sandbox: Sandbox, { filter, since, bounds, within }: Question, found: readonly JournalEntry[], unknown: Unknown): Mismatch {
  const isTooMany = found.length > bounds.most
  const nearest = found.length < bounds.least ? nearestOf(sandbox, filter, since) : []
  const wanted = Object.entries(filter).map(([field, value]) => `${field} ${value}`).join(', ')
  const came = found.length === 0 ? 'none' : found.length
  const details = isTooMany ? `: ${nameEntries(found)}` : ''
  const near = nearest.map(({ request, differences }) =>
    `${request.id} differs in ${differences.map(({ field, expected, actual }) => `${field} (${String(actual ?? 'none')}, not ${String(expected)})`).join(' and ')}`)
  const message = [
    `Expected ${describeBounds(bounds)} with ${wanted === '' ? 'anything at all' : wanted}; ${came} came${within === 0 ? '' : ` within ${within} ms`}${details}.`,
    ...isTooMany ? [] : [describeUnderWay(unknown, within), describeForgotten(sandbox, unknown)],
    describeSince(sandbox, since),
    near.length === 0 ? '' : `Nearest: ${near.join('; ')}.`
  ].filter((sentence) => sentence !== '').join(' ')
  return { message, count: found.length, ...unknown, requests: found.map((entry) => viewEntry(sandbox, entry)), nearest: nearest.map(({ request, differences }) => ({ request: viewEntry(sandbox, request), differences })) }
}

function describeUnderWay ({ underWay }: Unknown, within: number): string {
  if (underWay === 0) return ''
  return `${underWay} that may match ${underWay === 1 ? 'is' : 'are'} ${within === 0 ? 'on the way: send within to wait for the answer' : 'still on the way'}.`
}

function describeForgotten (sandbox: Sandbox, { forgotten }: Unknown): string {
  if (forgotten === 0) return ''
  const reasons = { newer: `JOURNAL_SIZE=${sandbox.settings.journalSize}`, memory: 'MAX_MEMORY_MB' }
  const why = [...sandbox.part(Journal).forgottenFor].map((reason) => reasons[reason]).join(', ')
  return `The journal has forgotten ${forgotten} that may match (${why}), so more may have come: ask since a later moment, or clear the journal before (DELETE /admin/requests).`
}

/** A time is by the clock of the sandbox, which a test may have moved away from its own. */
function describeSince ({ clock }: Sandbox, since: string | undefined): string {
  const start = since === undefined ? undefined : readSince(since)
  if (start === undefined) return ''
  const now = new Date(clock.now()).toISOString()
  if (start > clock.now()) return `since ${since} is later than the clock of the sandbox, which shows ${now}. Send a time of GET /admin/clock, or the id of an entry.`
  return clock.isMoved ? `since goes by the clock of the sandbox, which was moved and shows ${now}.` : ''
}

/** The newest entries by id, operation, account and answer. */
function nameEntries (entries: readonly JournalEntry[]): string {
  const named = entries.slice(0, MAX_NAMED).map((entry) =>
    `${entry.id} (${entry.operation ?? 'no operation'}${entry.account === undefined ? '' : ` of ${entry.account}`}, ${answerInShort(answerOf(entry))})`)
  return `${named.join(', ')}${entries.length > MAX_NAMED ? ` and ${entries.length - MAX_NAMED} more` : ''}`
}

/** Entries that do not match, those with the fewest differences first; of equals the newest. */
function nearestOf (sandbox: Sandbox, filter: EntryFilter, since: string | undefined): Near[] {
  const nearest: Near[] = []
  for (const request of findEntries(sandbox, {}, { since, limit: MAX_SEARCHED }).entries) {
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
