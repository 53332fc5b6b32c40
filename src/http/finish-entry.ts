import type { FastifyRequest } from 'fastify'
import { type JournalDraft, type Outcome, recordDraft } from '../journal/draft.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The journal entry of the request until it is answered; a request whose sandbox could not be opened has none. */
    draft: JournalDraft
  }
}

/** Characters of an effect that go into the log. */
const MAX_EFFECT = 200

/** Puts a request into the journal and the log, where a field has one type on every line; to be called before the answer can reach the client. */
export function finishEntry (request: FastifyRequest, outcome: Outcome): void {
  const entry = recordDraft(request.draft, request.sandbox, outcome)
  if (entry === undefined) return
  const { id, face, operation, account, code, status, fault, httpStatus, duration, reason } = entry
  request.log.info({
    transactionId: id,
    sandbox: request.sandbox.id,
    face,
    operation,
    account,
    outcome: status,
    code: code === undefined ? undefined : String(code),
    fault: fault === undefined ? undefined : JSON.stringify(fault.effect).slice(0, MAX_EFFECT),
    status: httpStatus,
    duration,
    reason
  }, 'message')
}
