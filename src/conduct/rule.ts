import type { JournalEntry } from '../journal/journal.ts'
import type { Severity } from '../words/severities.ts'
import type { Traffic } from './traffic.ts'

/** Requests in which a client breaks a rule. */
export interface Breach {
  /** The oldest first; the last of them is the one that should not have been sent as it was. */
  readonly requests: readonly [JournalEntry, ...JournalEntry[]]
  /** Where it is another than the rule's. */
  readonly severity?: Severity
}

/** What a client should not do, though the server cannot keep it from it. */
export interface ConductRule {
  /** `PIMS1001`: 1 is about answers, 2 about sending, 3 about secrets. */
  readonly id: `PIMS${1 | 2 | 3}${number}`
  /** In words without spaces, as tools that read findings want it: `GoesOnAfterBlock`. */
  readonly name: string
  readonly severity: Severity
  /** What the client does, after “the client”. */
  readonly what: string
  /** What comes of it on the real service; a sentence. */
  readonly harm: string
  /** What to do instead; a sentence to the author of the client. */
  readonly advice: string
  /** Looks through the requests of a sandbox. */
  readonly find: (traffic: Traffic) => Iterable<Breach>
}
