// @ts-nocheck
import type { FastifyRequest } from 'fastify'
import { type JournalDraft, type Outcome, recordDraft } from '../journal/draft.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The journal entry of the request until it is answered; a request whose sandbox could not be opened has none. */
    draft: JournalDraft
  }
}

/** Puts a request into the journal and the log; to be called before the answer can reach the client. */
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
    code: code ?? status ?? fault?.effect,
    status: httpStatus,
    duration,
    reason
  }, 'message')
}
