import { AT_ONCE, refreshesByToken } from '../../refreshes.ts'
import type { ConductRule } from '../../rule.ts'

export const oldRefreshToken: ConductRule = {
  id: 'PIMS1008',
  name: 'OldRefreshToken',
  severity: 'high',
  what: 'refreshes by a token that was replaced',
  harm: 'A refresh token works once: the login is over, though the client was given another one.',
  advice: 'Store the refresh token of each answer before using the access token of it.',
  * find ({ requests, sandbox }) {
    if (!sandbox.settings.refreshRotation) return
    for (const group of refreshesByToken(requests)) {
      const first = group.find(({ status, isAnswered }) => status === 'SUCCEEDED' && isAnswered)
      if (first === undefined) continue
      for (const later of group) if (later.arrival - first.arrival >= AT_ONCE) yield { requests: [first, later] }
    }
  }
}
