import { monotonicTime } from '../../../lib/timers.ts'
import type { ConductRule } from '../../rule.ts'

/** Milliseconds after which no person waits any longer; the longest limit of a client that is known is a minute. */
const LIMIT = 61_000

export const noTimeLimit: ConductRule = {
  id: 'PIMS2001',
  name: 'NoTimeLimit',
  severity: 'medium',
  what: 'waits for more than a minute for an answer that does not come',
  harm: 'A server that hangs holds the client for ever; whoever waits for it sees nothing.',
  advice: 'Set a time limit of 30 seconds or less for each request.',
  * find ({ requests }) {
    for (const request of requests) {
      const { fault, end, arrival } = request
      const hangs = typeof fault?.effect === 'object' && fault.effect !== null && 'transport' in fault.effect && fault.effect.transport === 'hang'
      if (hangs && (end?.after ?? monotonicTime() - arrival) >= LIMIT) yield { requests: [request] }
    }
  }
}
