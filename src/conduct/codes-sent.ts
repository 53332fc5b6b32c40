import type { JournalEntry } from '../journal/journal.ts'
import type { Secrets } from './secrets.ts'
import { groupRequests, keyOf } from './traffic.ts'

/** The requests that send the code of an SMS to the account that it was sent for, in groups of one code each. */
export const codesSent = (requests: readonly JournalEntry[], secrets: Secrets): JournalEntry[][] =>
  groupRequests(requests, ({ account, parameters }) => {
    const code = Object.values(parameters ?? {}).find((value) => typeof value === 'string' && secrets.codesOf(value).some((known) => known.account === account))
    return code === undefined ? undefined : keyOf(account, code)
  })
