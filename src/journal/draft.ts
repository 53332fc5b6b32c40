import type { Call } from '../targets/call.ts'
import { type Changes, noChanges } from '../sandbox/changes.ts'
import { monotonicTime } from '../lib/timers.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Face } from '../words/faces.ts'
import type { Ended } from './end.ts'
import { Journal, type JournalEntry } from './journal.ts'
import { keepParameters } from './keep.ts'
import type { Travel } from './travel.ts'
import type { Direction } from '../wire/request.ts'

/** The journal entry of a request that has not been answered yet. The pipeline fills it in as it learns more. */
export interface JournalDraft {
  readonly id: string
  readonly at: number
  /** `null` for a request that no route takes. */
  readonly face: Face | null
  /** What carries it. */
  readonly channel: string
  readonly direction: Direction
  /** `monotonicTime()` at the start. */
  readonly startedAt: number
  readonly changes: Changes
  call: Call | undefined
  parameters: JournalEntry['parameters']
  fault: JournalEntry['fault']
  /** What the client did against the protocol, and was let through with. */
  violation: string | undefined
  /** Its entry, once it is recorded. */
  entry: JournalEntry | undefined
}

/** What a request came to. */
export interface Outcome {
  readonly status: JournalEntry['status']
  readonly code?: JournalEntry['code']
  readonly reason?: JournalEntry['reason']
}

/** A new transaction id, of the form of the vendor's `953cfefb-bc72`. */
export const newTransactionId = ({ random }: Pick<Sandbox, 'random'>): string =>
  [random.hex(8), random.hex(4)].join('-') // one string; a template would be a chain of three, which the journal would keep

/** Starts the journal entry of a request, or of what the server speaks of itself. */
export const startDraft = (sandbox: Sandbox, face: Face | null, channel: string, direction: Direction = 'in'): JournalDraft => ({
  id: newTransactionId(sandbox),
  at: sandbox.clock.now(),
  face,
  channel,
  direction,
  startedAt: monotonicTime(),
  changes: noChanges(),
  call: undefined,
  parameters: undefined,
  fault: undefined,
  violation: undefined,
  entry: undefined
})

/**
 * Stores the entry of a draft in the journal; to be called before the answer can reach the client.
 *
 * @returns the entry, or `undefined` when the draft has been recorded already: what goes wrong after that has no second entry
 */
export function recordDraft (draft: JournalDraft, sandbox: Sandbox, { status, code, reason }: Outcome, { isAnswered, goesOn = false, isLarge, http, mqtt, message, weight }: Travel): JournalEntry | undefined {
  if (draft.entry !== undefined) return undefined
  const { id, at, face, channel, direction, startedAt, changes, call, parameters, fault, violation } = draft
  const entry: JournalEntry = {
    id,
    at,
    arrival: startedAt,
    answeredAt: sandbox.clock.now(),
    face,
    operation: call?.operation,
    account: call?.account,
    device: call?.device,
    phoneNumber: call?.phoneNumber,
    parameters: isLarge && parameters !== undefined ? keepParameters(parameters) : parameters,
    fault,
    changes: changes.accounts,
    vehicleChanges: changes.vehicles,
    status,
    code,
    reason,
    violation,
    sms: changes.messages.at(-1),
    channel,
    direction,
    isAnswered,
    message,
    http,
    mqtt,
    end: status === null || goesOn ? null : undefined,
    duration: elapsed(draft),
    weight: ENTRY + weight
  }
  draft.entry = entry
  sandbox.part(Journal).record(entry)
  return entry
}

/** Says how the exchange of a draft ended that was recorded before its end. */
export function endEntry (draft: JournalDraft, { how, by }: Ended): void {
  if (draft.entry !== undefined) draft.entry.end = { how, by, after: elapsed(draft) }
}

/** Milliseconds since it came in, to the microsecond. */
const elapsed = ({ startedAt }: JournalDraft): number => Math.round((monotonicTime() - startedAt) * 1000) / 1000

/** Bytes of memory that an entry takes besides what travelled. */
const ENTRY = 960
