import { type JournalDraft, type Outcome, recordDraft, startDraft } from '../../src/journal/draft.ts'
import type { JournalEntry } from '../../src/journal/journal.ts'
import { type HttpTravel, overHttp, type RequestSource } from '../../src/journal/travel.ts'
import type { Call } from '../../src/targets/call.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'

/** What a test says of a request; the rest is that of a GET that succeeded. */
export type RequestRecorded = Partial<RequestSource & Call & Outcome & Pick<JournalDraft, 'face' | 'parameters' | 'fault'> & Pick<JournalEntry, 'sms' | 'changes'> & Pick<HttpTravel, 'answer'> & { readonly httpStatus: number | null }>

/** Puts a request into the journal, as the pipeline does. */
export function recordRequest (sandbox: Sandbox, request: RequestRecorded = {}): JournalEntry {
  const { method = 'GET', url = '/', headers = {}, body, face = 'pims', operation, account, device, phoneNumber, parameters, fault, sms, changes = [], answer, httpStatus = 200, ...outcome } = request
  const draft = startDraft(sandbox, face, 'http')
  Object.assign(draft, { call: { operation, account, device, phoneNumber }, parameters, fault })
  draft.changes.accounts.push(...changes)
  if (sms !== undefined) draft.changes.messages.push(sms)
  const entry = recordDraft(draft, sandbox, { status: 'SUCCEEDED', ...outcome }, overHttp({ method, url, headers, body }, httpStatus, answer))
  if (entry === undefined) throw new Error('the draft has been recorded already')
  return entry
}
