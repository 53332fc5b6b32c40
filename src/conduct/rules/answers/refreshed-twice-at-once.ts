import { AT_ONCE, refreshesByToken } from '../../refreshes.ts'
import { pairsOf } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'

export const refreshedTwiceAtOnce: ConductRule = {
  id: 'PIMS1007',
  name: 'RefreshedTwiceAtOnce',
  severity: 'high',
  what: 'refreshes by one token twice at once',
  harm: 'A refresh token works once: the second is refused, and a client that believes that answer logs the person out.',
  advice: 'Let one refresh run at a time, and the others wait for its answer.',
  * find ({ requests }) {
    for (const group of refreshesByToken(requests)) {
      for (const [earlier, later] of pairsOf(group)) {
        if (earlier.isAnswered && earlier.status === 'SUCCEEDED' && later.arrival - earlier.arrival < AT_ONCE) yield { requests: [earlier, later] }
      }
    }
  }
}
