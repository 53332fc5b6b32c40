import { Journal, type JournalEntry } from '../../../journal/journal.ts'
import type { ConductRule } from '../../rule.ts'
import { requestsByAccount, textOf } from '../../traffic.ts'

const SUBSCRIBE = 'mqtt.subscribe'
const listens = (request: JournalEntry): boolean => request.operation === SUBSCRIBE && request.status === 'SUCCEEDED' && textOf(request, 'topic')?.includes('/to/cid/') === true

/** Whether what the server said of a command reached nobody. */
const isUnheard = ({ face, operation, status }: JournalEntry): boolean => face === 'mqtt' && operation !== undefined && status === null

export const notSubscribed: ConductRule = {
  id: 'PIMS2006',
  name: 'NotSubscribed',
  severity: 'low',
  what: 'sends a command before it is subscribed to the answers',
  harm: 'Whether the car did it, the person never learns.',
  advice: 'Subscribe first, wait for SUBACK, and send the command then.',
  * find ({ requests, spoken, sandbox }) {
    if (sandbox.part(Journal).forgotten.has(SUBSCRIBE)) return
    const subscriptions = requestsByAccount(requests.filter(listens))
    for (const answer of spoken) {
      // Who was subscribed once has lost its connection since.
      const wasSubscribed = (subscriptions.get(answer.account)?.[0]?.arrival ?? Infinity) < answer.arrival
      if (isUnheard(answer) && !wasSubscribed) yield { requests: [answer] }
    }
  }
}
