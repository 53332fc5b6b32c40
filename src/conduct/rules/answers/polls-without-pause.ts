import type { JournalEntry } from '../../../journal/journal.ts'
import { groupRequests, keyOf, pauseBetween } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'

/** Requests in a row from which on it is polling. */
const ROW = 5
/** Milliseconds that are a pause. */
const PAUSE = 1000

/** What makes two requests the same question with the same answer. */
function questionOf ({ http, account, status, code, face, operation }: JournalEntry): string | undefined {
  if (http?.method !== 'GET' || face === null || operation === 'inwebo.activate') return undefined
  return keyOf(account, http.path, http.query, status, code, http.answer?.body)
}

export const pollsWithoutPause: ConductRule = {
  id: 'PIMS1011',
  name: 'PollsWithoutPause',
  severity: 'medium',
  what: `asks the same ${ROW} times in a row without a pause of a second`,
  harm: 'The real service answers such a client by 429 or not at all, and a phone by an empty battery.',
  advice: 'Pause between two questions, longer each time, and give up some time.',
  * find ({ requests }) {
    for (const group of groupRequests(requests, questionOf)) {
      let row: JournalEntry[] = []
      for (const request of group) {
        const last = row.at(-1)
        row = last !== undefined && pauseBetween(last, request) > 0 && pauseBetween(last, request) < PAUSE ? [...row.slice(-(ROW - 1)), request] : [request]
        const [first, ...others] = row
        if (first !== undefined && row.length === ROW) yield { requests: [first, ...others] }
      }
    }
  }
}
