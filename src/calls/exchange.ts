import type { JournalDraft, Outcome } from '../journal/draft.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** One request that is under way, whatever carries it; each channel has more of its own on it. */
export interface Exchange {
  readonly sandbox: Sandbox
  readonly log: Log
  /** Its journal entry until it is answered. */
  readonly draft: JournalDraft
  /** The fault that it asks for itself: a code, or an effect as JSON; `undefined` where it asks for none. */
  readonly askedFault: string | undefined
  /** Whether an outcome has been recorded so often lately that it is left out: a client may repeat a mistake for ever. */
  isRepeated? (outcome: Outcome): boolean
}

/** What the pipeline asks of a logger. */
interface Log {
  /** The least grave of what it writes down; everything where absent. */
  readonly level?: string
  info (fields: object, message: string): void
  error (fields: object, message: string): void
}
