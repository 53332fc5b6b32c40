import type { FastifyRequest } from 'fastify'
import type { AnswerSent } from '../../journal/details.ts'
import type { JournalEntry } from '../../journal/journal.ts'
import { type JournalDraft, type Outcome, recordDraft } from '../../journal/draft.ts'
import { isObject } from '../../lib/json.ts'
import { shownPath } from '../shown-path.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The journal entry of the request until it is answered; a request whose sandbox could not be opened has none. */
    draft: JournalDraft
  }
}

/** Characters of an effect that go into the log. */
const MAX_EFFECT = 200

/** Puts a request into the journal and, by the same names, the log, where a field has one type on every line; to be called before the answer can reach the client. */
export function finishEntry (request: FastifyRequest, outcome: Outcome, answer?: AnswerSent): void {
  const entry = recordDraft(request.draft, request.sandbox, outcome, answer)
  if (entry === undefined) return
  if (entry.face === null) return warnOfUnrouted(request, entry)
  const { id, face, operation, account, code, status, fault, httpStatus, duration, reason } = entry
  request.log.info({
    id,
    sandbox: request.sandbox.id,
    face,
    operation,
    account,
    status,
    code: code === undefined ? undefined : String(code),
    fault: fault === undefined ? undefined : effectText(fault.effect),
    httpStatus,
    duration,
    reason
  }, 'message')
}

/** An effect in short: of an answer that a rule gives, which may be large, its status alone. */
function effectText (effect: unknown): string {
  const http = isObject(effect) && isObject(effect.http) ? { http: { status: effect.http.status } } : undefined
  return JSON.stringify(http ?? effect).slice(0, MAX_EFFECT)
}

/** A request that no route takes is most often a wrong base URL or a typing error. */
function warnOfUnrouted (request: FastifyRequest, { id, httpStatus, reason }: JournalEntry): void {
  const { log, sandbox, method } = request
  log.warn({ id, sandbox: sandbox.id, method, path: shownPath(request), httpStatus, reason }, 'no such route')
}
