import { refreshesByToken } from '../../refreshes.ts'
import type { Rule } from '../../rule.ts'

/** Milliseconds from which on a second refresh is no race with the first. */
const LATER = 5000

export const oldRefreshToken: Rule = {
  id: 'PIMS1008',
  name: 'OldRefreshToken',
  severity: 'high',
  what: 'refreshes by a token that was replaced',
  harm: 'It works for seconds only after it was replaced; then the login is over.',
  advice: 'Store the refresh token of each answer before using the access token of it.',
  * find ({ requests, sandbox }) {
    if (!sandbox.settings.refreshRotation) return
    for (const group of refreshesByToken(requests)) {
      const first = group.find(({ status, isAnswered }) => status === 'SUCCEEDED' && isAnswered)
      if (first === undefined) continue
      for (const later of group) if (later.arrival - first.arrival >= LATER) yield { requests: [first, later] }
    }
  }
}
