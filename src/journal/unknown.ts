import type { Sandbox } from '../sandbox/sandbox.ts'
import type { EntryFilter } from '../wire/request.ts'
import type { JournalDraft } from './draft.ts'
import { Journal } from './journal.ts'
import { isAfter, isOperation, matches, readSince } from './query.ts'
import { UnderWay } from './under-way.ts'

/** How many requests of a question the journal does not show. */
export interface Unknown {
  /** Those that it showed once. */
  readonly forgotten: number
  /** Those that have come and are not answered yet. */
  readonly underWay: number
}

/** How many may match of those that the journal has forgotten: only their operations and times are remembered. */
export function countForgotten (sandbox: Sandbox, { operation: wanted }: EntryFilter, since: string | undefined): number {
  const journal = sandbox.part(Journal)
  const start = since === undefined ? undefined : readSince(since)
  const isEntry = since !== undefined && start === undefined
  // What came after an entry that is kept is kept as well.
  if (journal.forgotten.size === 0 || (isEntry && journal.find(since) !== undefined)) return 0
  let count = 0
  for (const [operation, { count: many, latest }] of journal.forgotten) {
    if (isAfter({ at: latest }, start) && (wanted === undefined || isOperation(operation, wanted))) count += many
  }
  return count
}

/** How many may match of those that are not answered yet. */
export function countUnderWay (sandbox: Sandbox, filter: EntryFilter, since: string | undefined): number {
  const start = since === undefined ? undefined : readSince(since)
  return sandbox.part(UnderWay).drafts.filter((draft) => isAfter(draft, start) && mayMatch(draft, filter)).length
}

/** Whether the entry of a request can match once it is answered: with which code is open until then, and so may be the account. */
function mayMatch ({ face, call, fault, direction }: JournalDraft, { code: _code, status: _status, account, ...filter }: EntryFilter): boolean {
  const known = { face, operation: call?.operation, account: call?.account, device: call?.device, phoneNumber: call?.phoneNumber, fault, direction, code: undefined, status: null, http: undefined }
  return matches(known, call?.account === undefined || account === undefined ? filter : { ...filter, account })
}
