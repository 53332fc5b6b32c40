import { groupRequests, keyOf, pairsOf, pauseBetween } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'

/** Milliseconds within which a repeated request is a retry. */
const RETRY = 5000

export const postRepeated: ConductRule = {
  id: 'PIMS2002',
  name: 'PostRepeated',
  severity: 'high',
  what: 'sends a POST again when it got no answer to it',
  harm: 'The service may have done what the first one asked: the second one does it twice, or is refused for a code that is used up.',
  advice: 'Ask what happened before sending it again, and retry by itself only what changes nothing.',
  * find ({ requests }) {
    const posts = groupRequests(requests, ({ http, face, operation }) =>
      http?.method === 'POST' && face !== null ? keyOf(operation, http.path, http.query, http.headers.authorization, http.body) : undefined)
    for (const group of posts) {
      for (const [earlier, later] of pairsOf(group)) {
        const since = pauseBetween(earlier, later)
        if (since <= 0 || since >= RETRY) continue
        if (!earlier.isAnswered) yield { requests: [earlier, later] }
        else if ((earlier.http?.status ?? 0) >= 500) yield { requests: [earlier, later], severity: 'medium' }
      }
    }
  }
}
