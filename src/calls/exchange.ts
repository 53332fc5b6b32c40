import type { JournalDraft } from '../journal/draft.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** One request that is under way, whatever carries it; each channel has more of its own on it. */
export interface Exchange {
  readonly sandbox: Sandbox
  readonly log: Log
  /** Its journal entry until it is answered. */
  readonly draft: JournalDraft
  /** The fault that it asks for itself: a code, or an effect as JSON; `undefined` where it asks for none. */
  readonly askedFault: string | undefined
}

/** What the pipeline asks of a logger. */
interface Log {
  info (fields: object, message: string): void
  error (fields: object, message: string): void
}
