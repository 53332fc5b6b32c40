import type { JournalEntry } from '../../../journal/journal.ts'
import { checkFilter } from '../../../mqtt/topics.ts'
import type { Account } from '../../../sandbox/accounts/account.ts'
import type { ConductRule } from '../../rule.ts'
import { textOf } from '../../traffic.ts'

/** What a message to a topic, or a subscription, is refused with; a fault or an account that is gone is not the client's. */
const REFUSED: ReadonlySet<unknown> = new Set(['topic', 'suback-128'])
const isRefused = ({ face, code, fault }: JournalEntry): boolean => face === 'mqtt' && REFUSED.has(code) && fault === undefined

/** Whether what was refused is a subscription to a topic of the account all the same: there were too many, or no room. */
function mayHave (account: Account, request: JournalEntry): boolean {
  const filter = textOf(request, 'topic')
  if (filter === undefined) return false
  try {
    checkFilter(account, filter)
    return true
  } catch {
    return false
  }
}

export const wrongTopic: ConductRule = {
  id: 'PIMS2005',
  name: 'WrongTopic',
  severity: 'medium',
  what: 'subscribes or publishes to a topic that is none of its account',
  harm: 'No answer and no event ever comes there, and a command that is sent there is not carried out.',
  advice: 'Publish to from/cid/ with the customer id of the account, and subscribe to to/cid/ with it and to the events of its own cars.',
  * find ({ requests, sandbox }) {
    for (const request of requests) {
      const account = request.account === undefined ? undefined : sandbox.accounts.get(request.account)
      if (isRefused(request) && account !== undefined && !mayHave(account, request)) yield { requests: [request] }
    }
  }
}
