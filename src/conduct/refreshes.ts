import type { JournalEntry } from '../journal/journal.ts'
import { groupRequests, isRefresh, textOf } from './traffic.ts'

/** Milliseconds within which two refreshes by one token are a race; later, the second is sent by a client that has kept the old token. */
export const AT_ONCE = 5000

/** The refreshes, in groups of one refresh token each. */
export const refreshesByToken = (requests: readonly JournalEntry[]): JournalEntry[][] =>
  groupRequests(requests, (request) => isRefresh(request) ? textOf(request, 'refresh_token') : undefined)
