import type { JournalEntry } from '../../../journal/journal.ts'
import { groupRequests, isAfterAnswer, MACHINE, pairsOf, pauseBetween } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'

/** Whether a request was refused for a wrong PIN: the account counts those. */
const hasWrongPin = ({ status, changes }: JournalEntry): boolean =>
  status === 'FAILED' && changes.some(({ before, after }) => (after?.pinErrors ?? 0) > (before?.pinErrors ?? 0))

export const wrongPinAgain: ConductRule = {
  id: 'PIMS1002',
  name: 'WrongPinAgain',
  severity: 'high',
  what: 'sends a second PIN after a wrong one before anybody can have typed it',
  harm: 'The third wrong PIN blocks the account; each try of a program is one of them.',
  advice: 'Ask the person again after a wrong PIN, and send nothing until then.',
  * find ({ requests }) {
    for (const group of groupRequests(requests, (request) => hasWrongPin(request) ? request.account : undefined)) {
      for (const [earlier, later] of pairsOf(group)) {
        if (isAfterAnswer(earlier, later) && pauseBetween(earlier, later) < MACHINE) yield { requests: [earlier, later] }
      }
    }
  }
}
