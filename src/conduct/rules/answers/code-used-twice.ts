import { codesSent } from '../../codes-sent.ts'
import { isAfterAnswer } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'

export const codeUsedTwice: ConductRule = {
  id: 'PIMS1003',
  name: 'CodeUsedTwice',
  severity: 'high',
  what: 'sends the code of an SMS again after it was accepted',
  harm: 'The code works once: the second request is refused, and an app that believes it shows an error for what succeeded.',
  advice: 'Look at the answer before sending the code again: it was right the first time.',
  * find ({ requests, secrets }) {
    for (const sent of codesSent(requests, secrets)) {
      // A device sends its code in both steps of an activation.
      const accepted = sent.findIndex(({ status, parameters }) => status === 'SUCCEEDED' && parameters?.action !== 'ActionSetup')
      const first = sent[accepted]
      if (first === undefined) continue
      for (const later of sent.slice(accepted + 1)) {
        if (later.status === 'FAILED' && later.fault === undefined && isAfterAnswer(first, later)) yield { requests: [first, later] }
      }
    }
  }
}
