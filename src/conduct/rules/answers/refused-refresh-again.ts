import { refreshesByToken } from '../../refreshes.ts'
import { isAfterAnswer } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'

export const refusedRefreshAgain: ConductRule = {
  id: 'PIMS1009',
  name: 'RefusedRefreshAgain',
  severity: 'high',
  what: 'refreshes again by a token that was refused',
  harm: 'A refused refresh token never works again: the client asks for ever, and the person waits.',
  advice: 'The login is over: ask the person to log in, and not the server again.',
  * find ({ requests }) {
    for (const group of refreshesByToken(requests)) {
      const refused = group.filter(({ code }) => code === 'invalid_grant')
      const [first] = refused
      for (const later of refused) if (first !== undefined && isAfterAnswer(first, later)) yield { requests: [first, later] }
    }
  }
}
