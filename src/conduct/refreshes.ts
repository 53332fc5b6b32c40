import type { JournalEntry } from '../journal/journal.ts'
import { groupRequests, isRefresh, textOf } from './traffic.ts'

/** The refreshes, in groups of one refresh token each. */
export const refreshesByToken = (requests: readonly JournalEntry[]): JournalEntry[][] =>
  groupRequests(requests, (request) => isRefresh(request) ? textOf(request, 'refresh_token') : undefined)
