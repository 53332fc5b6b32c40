import { codesSent } from '../../codes-sent.ts'
import type { ConductRule } from '../../rule.ts'

export const codeAfterExpiry: ConductRule = {
  id: 'PIMS1004',
  name: 'CodeAfterExpiry',
  severity: 'low',
  what: 'sends the code of an SMS after its time',
  harm: 'It is refused however right it is, and each try counts.',
  advice: 'Ask for a new code once the time of the old one is up, and let the person know.',
  * find ({ requests, secrets }) {
    for (const sent of codesSent(requests, secrets)) {
      for (const request of sent) {
        const { account, at, status } = request
        const values = Object.values(request.parameters ?? {}).flatMap((value) => typeof value === 'string' ? secrets.codesOf(value) : [])
        const own = values.filter((code) => code.account === account && code.sentAt <= at)
        if (status === 'FAILED' && own.length > 0 && own.every(({ expiresAt }) => at >= expiresAt)) yield { requests: [request] }
      }
    }
  }
}
