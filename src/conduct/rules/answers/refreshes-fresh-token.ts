import { LIFETIMES } from '../../../oauth/token.ts'
import { groupRequests, isRefresh, pairsOf } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'

export const refreshesFreshToken: ConductRule = {
  id: 'PIMS1010',
  name: 'RefreshesFreshToken',
  severity: 'low',
  what: 'refreshes again and again while its access token has more than half of its life left',
  harm: 'Each refresh replaces the refresh token: the more there are, the more can be lost.',
  advice: 'Keep the access token until it is nearly over, or refused.',
  * find ({ requests }) {
    const refreshes = groupRequests(requests, (request) => isRefresh(request) && request.status === 'SUCCEEDED' ? request.account : undefined)
    for (const group of refreshes) {
      const early = pairsOf(group).filter(([earlier, later]) => later.at >= earlier.at && later.at - earlier.at < LIFETIMES.access / 2)
      const [first, second] = early
      if (first !== undefined && second !== undefined) yield { requests: [...first, second[1]] }
    }
  }
}
