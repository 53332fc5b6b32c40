import type { Ended } from '../journal/end.ts'
import type { Travel } from '../journal/travel.ts'
import type { EffectOf } from '../effects/index.ts'

/** What ends an exchange in place of an answer: an effect of a fault, or `null` where nobody is left to answer. */
export type Ending = EffectOf<'http'> | EffectOf<'transport'> | null

/** What carries one exchange. */
export interface Channel<Answer> {
  /** Waits, at most until the client disconnects or the sandbox is dropped; returns whether neither happened. */
  wait (milliseconds: number): Promise<boolean>
  /** Makes ready what is about to leave, and says how the exchange travels with it: the journal has it before the client. */
  prepare (leaving: Answer | Ending): Travel
  /** Sends the answer that was made ready. */
  send (answer: Answer): void
  /** Ends the exchange without an answer of the face; resolves with how it ended, once it has. */
  breakOff (ending: Ending): Promise<Ended>
}
