import { groupRequests, isAfterAnswer, keyOf, pairsOf, pauseBetween } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'

export const ignoresRetryAfter: ConductRule = {
  id: 'PIMS2003',
  name: 'IgnoresRetryAfter',
  severity: 'medium',
  what: 'asks again before the time that Retry-After named',
  harm: 'The service refuses it again, and counts it.',
  advice: 'Wait as many seconds as Retry-After says (RFC 9110, section 10.2.3).',
  * find ({ requests }) {
    for (const group of groupRequests(requests, ({ operation, account }) => operation === undefined ? undefined : keyOf(operation, account))) {
      for (const [earlier, later] of pairsOf(group)) {
        const after = Number(earlier.http?.answer?.headers['retry-after'])
        if (after > 0 && isAfterAnswer(earlier, later) && pauseBetween(earlier, later) < after * 1000) yield { requests: [earlier, later] }
      }
    }
  }
}
