import { type Outcome, recordDraft } from '../journal/draft.ts'
import type { JournalEntry } from '../journal/journal.ts'
import type { Travel } from '../journal/travel.ts'
import { isObject } from '../lib/json.ts'
import type { Exchange } from './exchange.ts'

/** Characters of an effect that go into the log. */
const MAX_EFFECT = 200

/** The levels at which no line of a request is written down: the line is not made then. */
const QUIET: ReadonlySet<string> = new Set(['warn', 'error', 'fatal', 'silent'])

/**
 * Puts an exchange into the journal and, by the same names, the log, where a field has one type on every line; to be called
 * before the answer can reach the client. What no route takes is for its channel to log.
 *
 * @returns the entry; `undefined` where it was recorded before, or is left out
 */
export function recordCall (exchange: Exchange, outcome: Outcome, travel: Travel): JournalEntry | undefined {
  const { draft, sandbox, log } = exchange
  if (exchange.isRepeated?.(outcome) === true) return undefined
  const recorded = recordDraft(draft, sandbox, outcome, travel)
  if (recorded === undefined || recorded.face === null || (log.level !== undefined && QUIET.has(log.level))) return recorded
  const { id, face, operation, account, code, status, fault, http, duration, reason } = recorded
  log.info({
    id,
    sandbox: sandbox.id,
    face,
    operation,
    account,
    status,
    code: code === undefined ? undefined : String(code),
    fault: fault === undefined ? undefined : faultText(fault),
    httpStatus: http?.status,
    duration,
    reason
  }, 'message')
  return recorded
}

/** What a fault did, in short: of an answer that a rule gives, which may be large, its status alone. */
function faultText ({ effect, delay }: NonNullable<JournalEntry['fault']>): string {
  if (effect === null) return JSON.stringify({ delay })
  const http = isObject(effect) && isObject(effect.http) ? { http: { status: effect.http.status } } : undefined
  return JSON.stringify(http ?? effect).slice(0, MAX_EFFECT)
}
