import { Journal, type JournalEntry } from '../../../journal/journal.ts'
import type { ConductRule } from '../../rule.ts'
import { keyOf, textOf } from '../../traffic.ts'

const SUBSCRIBE = 'mqtt.subscribe'
const listens = (request: JournalEntry): boolean => request.operation === SUBSCRIBE && request.status === 'SUCCEEDED' && textOf(request, 'topic')?.includes('/to/cid/') === true

/** Whether what the server said of a command reached nobody. */
const isUnheard = ({ direction, face, operation, status }: JournalEntry): boolean => direction === 'out' && face === 'mqtt' && operation !== undefined && status === null

const commandKey = ({ operation, account }: JournalEntry): string => keyOf(operation, account)

export const notSubscribed: ConductRule = {
  id: 'PIMS2006',
  name: 'NotSubscribed',
  severity: 'low',
  what: 'sends a command before it is subscribed to the answers',
  harm: 'Whether the car did it, the person never learns.',
  advice: 'Subscribe first, wait for SUBACK, and send the command then.',
  * find ({ requests, spoken, sandbox }) {
    if (sandbox.part(Journal).forgotten.has(SUBSCRIBE)) return
    /** The accounts that were subscribed once: whoever was has lost its connection since. */
    const subscribed = new Set<string | undefined>()
    /** Commands until the first of their answers. What a restored state has brought along is no client's, and is not among them. */
    const waiting = new Map<string, JournalEntry[]>()
    for (const entry of [...requests, ...spoken].sort((one, other) => one.arrival - other.arrival)) {
      if (listens(entry)) subscribed.add(entry.account)
      else if (isUnheard(entry) && !subscribed.has(entry.account)) {
        for (const command of waiting.get(commandKey(entry)) ?? []) yield { requests: [command] }
        waiting.delete(commandKey(entry))
      } else if (entry.direction === 'in' && entry.face === 'mqtt') {
        const commands = waiting.get(commandKey(entry))
        if (commands === undefined) waiting.set(commandKey(entry), [entry])
        else commands.push(entry)
      }
    }
  }
}
