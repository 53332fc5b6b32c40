import { Busy, Conflict, Malformed } from '../lib/errors.ts'
import { withTimeout } from '../lib/with-timeout.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { EntryView } from '../wire/request.ts'
import type { Expectation } from '../wire/verify.ts'
import type { JournalEntry } from './journal.ts'
import { type Bounds, explainMismatch, type Mismatch, type Question } from './mismatch.ts'
import { findEntries, isAfter, matches, readFilter, readSince } from './query.ts'
import { countForgotten, countUnderWay, type Unknown } from './unknown.ts'
import { viewEntry } from './view.ts'

/** What the journal says to a question. */
interface Counted {
  /** The entries that match, newest first. */
  readonly found: readonly JournalEntry[]
  readonly unknown: Unknown
}

/** How many requests may wait in one sandbox at once. */
const MAX_WAITING = 1000

/**
 * Counts the requests that match, and waits for them where that is asked. An upper bound holds only where it is certain:
 * what the journal has forgotten, and what is still on its way, could break it.
 *
 * @param closed aborts when the client disconnects, or the sandbox is dropped
 * @returns the entries that match, or how they are not what was expected
 * @throws Malformed, Conflict, Busy, or Dropped when the sandbox was
 */
export async function verify (sandbox: Sandbox, expectation: Expectation, closed: () => AbortSignal): Promise<{ requests: EntryView[] } | Mismatch> {
  if (sandbox.settings.journalSize === 0) throw new Conflict('The journal is off (JOURNAL_SIZE=0), so nothing can be verified.')
  const { times, atLeast, atMost, since, within = 0, ...filter } = expectation
  const question = { filter: readFilter(sandbox, filter), since, within, bounds: readBounds(times, atLeast, atMost) }
  const { found, unknown } = await settle(sandbox, question, closed)
  sandbox.refuseClosed()
  if (holds(question.bounds, found.length, unknown) && !(found.length === 0 && isLater(sandbox, since))) {
    return { requests: found.map((entry) => viewEntry(sandbox, entry)) }
  }
  return explainMismatch(sandbox, question, found, unknown)
}

const holds = ({ least, most }: Bounds, count: number, { forgotten, underWay }: Unknown): boolean =>
  count >= least && count + forgotten + underWay <= most

/** Whether nothing can have come since then: the sandbox's clock is not there yet. */
function isLater ({ clock }: Sandbox, since: string | undefined): boolean {
  const start = since === undefined ? undefined : readSince(since)
  return start !== undefined && start > clock.now()
}

function readBounds (times: number | undefined, atLeast: number | undefined, atMost: number | undefined): Bounds {
  if (times !== undefined && (atLeast !== undefined || atMost !== undefined)) throw new Malformed('Send times (exactly so many), or atLeast and atMost, not both.')
  const least = times ?? atLeast ?? (atMost === undefined ? 1 : 0)
  const most = times ?? atMost ?? Infinity
  if (least > most) throw new Malformed(`atLeast ${least} is more than atMost ${most}.`)
  return { least, most }
}

/** Counts, and goes on until it is clear whether that is enough or too many, or the time is up. */
async function settle (sandbox: Sandbox, { filter, since, bounds, within }: Question, closed: () => AbortSignal): Promise<Counted> {
  const { entries: kept } = findEntries(sandbox, filter, { since })
  let forgotten = countForgotten(sandbox, filter, since)
  const underWay = () => countUnderWay(sandbox, filter, since)
  const isClear = (count: number) => count + forgotten > bounds.most ||
    (bounds.least > 0 && count >= bounds.least && (bounds.most === Infinity || count + forgotten + underWay() <= bounds.most))
  if (within === 0 || isClear(kept.length)) return { found: kept, unknown: { forgotten, underWay: underWay() } }

  const { events } = sandbox
  if (events.listenerCount('request') >= MAX_WAITING) throw new Busy(`${MAX_WAITING} requests already wait or watch in this sandbox.`)
  const start = since === undefined ? undefined : readSince(since)
  const oldestFirst = kept.reverse()
  const count = (entry: JournalEntry) => {
    if (isAfter(entry, start) && matches(entry, filter)) oldestFirst.push(entry)
    return isClear(oldestFirst.length)
  }
  const forget = () => {
    oldestFirst.length = 0
    forgotten = 0
  }
  await withTimeout(within, closed(), (signal) => untilClear(events, signal, { count, forget }))
  return { found: oldestFirst.reverse(), unknown: { forgotten, underWay: underWay() } }
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
