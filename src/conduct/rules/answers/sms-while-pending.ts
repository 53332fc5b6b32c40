import { groupRequests, isAfterAnswer, keyOf, pairsOf, pauseBetween, requestsByAccount } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'
import { codesSent } from '../../codes-sent.ts'
import type { JournalEntry } from '../../../journal/journal.ts'

/** Milliseconds after which a person may well ask for the message again. */
const PATIENCE = 30_000

/** Whether a fault kept the message back: then asking again is right. */
const isLost = ({ fault }: JournalEntry): boolean => typeof fault?.effect === 'object' && fault.effect !== null && 'sms' in fault.effect

export const smsWhilePending: ConductRule = {
  id: 'PIMS1005',
  name: 'SmsWhilePending',
  severity: 'medium',
  what: 'asks for another SMS while the code of the first is pending',
  harm: 'The first code ends when the second is sent, and an account has 20 activations by SMS for life.',
  advice: 'Wait before asking again (30 s at the least): the first message is on its way.',
  * find ({ requests, secrets }) {
    const tries = requestsByAccount(codesSent(requests, secrets).flat())
    for (const group of groupRequests(requests, ({ sms, account, operation, phoneNumber }) => sms === undefined ? undefined : keyOf(account, operation, phoneNumber))) {
      for (const [earlier, later] of pairsOf(group)) {
        const wasTried = (tries.get(later.account) ?? []).some(({ arrival }) => arrival > earlier.arrival && arrival < later.arrival)
        if (!wasTried && !isLost(earlier) && isAfterAnswer(earlier, later) && pauseBetween(earlier, later) < PATIENCE) yield { requests: [earlier, later] }
      }
    }
  }
}
