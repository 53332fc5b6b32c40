import { groupRequests, isAfterAnswer, keyOf, MACHINE, pairsOf, pauseBetween } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'

/** What says that account or device is blocked. */
const BLOCKED: ReadonlySet<unknown> = new Set([2310, 2317, 'NOK:NOK_BLOCKED'])

export const goesOnAfterBlock: ConductRule = {
  id: 'PIMS1001',
  name: 'GoesOnAfterBlock',
  severity: 'high',
  what: 'goes on after an answer that says that the account is blocked',
  harm: 'Each further request keeps a blocked account blocked, and nobody is told.',
  advice: 'Stop after a block, forget the device, and tell the person what to do: reset the PIN, or enrol anew.',
  * find ({ requests }) {
    const isTold = groupRequests(requests, ({ face, account, device, operation }) =>
      account === undefined ? undefined : keyOf(face, account, face === 'inwebo' ? device : undefined, operation))
    for (const group of isTold) {
      for (const [earlier, later] of pairsOf(group)) {
        if (!BLOCKED.has(earlier.code) || later.code !== earlier.code || !isAfterAnswer(earlier, later)) continue
        // A person may try again; a program does so at once.
        yield { requests: [earlier, later], severity: pauseBetween(earlier, later) < MACHINE ? 'high' : 'low' }
      }
    }
  }
}
