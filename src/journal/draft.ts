import type { AccountChange } from '../sandbox/accounts/accounts.ts'
import type { Call } from '../sandbox/call.ts'
import { monotonicTime } from '../lib/timers.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type AnswerSent, keepAnswer, keepHeaders, lengthOfHeaders } from './details.ts'
import { Journal, type JournalEntry } from './journal.ts'
import { truncateBody, truncateParameters } from './truncate-parameters.ts'

export interface RequestHeaders {
  readonly 'user-agent'?: string | undefined
  readonly 'content-length'?: string | undefined
  readonly 'transfer-encoding'?: string | undefined
  readonly [name: string]: string | string[] | undefined
}

/** What a draft takes from a request of HTTP. */
export interface RequestSource {
  readonly method: string
  readonly url: string
  readonly headers: RequestHeaders
  readonly body?: unknown
}

/** The journal entry of a request that has not been answered yet. The pipeline fills it in as it learns more. */
export interface JournalDraft {
  readonly id: string
  readonly at: number
  /** `null` for a request that no route takes. */
  readonly face: string | null
  readonly source: RequestSource
  /** `monotonicTime()` at the start. */
  readonly startedAt: number
  readonly changes: AccountChange[]
  call: Call | undefined
  parameters: JournalEntry['parameters']
  fault: JournalEntry['fault']
  /** What the client did against the protocol, and was let through with. */
  violation: string | undefined
  /** Id of the message that it sent. */
  sms: string | undefined
  isRecorded: boolean
}

/** What a request came to. */
export type Outcome = Pick<JournalEntry, 'status' | 'httpStatus'> & {
  readonly code?: JournalEntry['code']
  readonly reason?: JournalEntry['reason']
}

/** A new transaction id, of the form of the vendor's `953cfefb-bc72`. */
export const newTransactionId = ({ random }: Pick<Sandbox, 'random'>): string => `${random.hex(8)}-${random.hex(4)}`

/** Starts the journal entry of a request. */
export const startDraft = (sandbox: Sandbox, face: string | null, source: RequestSource): JournalDraft => ({
  id: newTransactionId(sandbox),
  at: sandbox.clock.now(),
  face,
  source,
  startedAt: monotonicTime(),
  changes: [],
  call: undefined,
  parameters: undefined,
  fault: undefined,
  violation: undefined,
  sms: undefined,
  isRecorded: false
})

/**
 * Stores the entry of a draft in the journal; to be called before the answer can reach the client.
 *
 * @param answer what the client gets besides the status; absent where a fault breaks the answer
 * @returns the entry, or `undefined` when the draft has been recorded already: what goes wrong after that has no second entry
 */
export function recordDraft (draft: JournalDraft, sandbox: Sandbox, { status, httpStatus, code, reason }: Outcome, answer?: AnswerSent): JournalEntry | undefined {
  if (draft.isRecorded) return undefined
  draft.isRecorded = true
  const { id, at, face, source, startedAt, changes, call, parameters, fault, violation, sms } = draft
  const { method, url, headers, body } = source
  const contentLength = Number(headers['content-length'] ?? 0)
  const isLarge = url.length > LARGE || contentLength > LARGE || headers['transfer-encoding'] !== undefined
  const headersLength = lengthOfHeaders(headers)
  const queryAt = url.indexOf('?')
  const entry: JournalEntry = {
    id,
    at,
    arrival: startedAt,
    face,
    method,
    path: (queryAt === -1 ? url : url.slice(0, queryAt)).slice(0, LARGE),
    query: queryAt === -1 ? '' : url.slice(queryAt + 1, queryAt + 1 + LARGE),
    userAgent: headers['user-agent']?.slice(0, MAX_USER_AGENT),
    operation: call?.operation,
    account: call?.account,
    device: call?.device,
    phoneNumber: call?.phoneNumber,
    parameters: isLarge && parameters !== undefined ? truncateParameters(parameters) : parameters,
    fault,
    changes,
    status,
    httpStatus,
    code,
    reason,
    violation,
    sms,
    headers: keepHeaders(headers, headersLength),
    body: isLarge ? truncateBody(body) : body,
    answer: answer && keepAnswer(answer),
    duration: Math.round((monotonicTime() - startedAt) * 1000) / 1000,
    weight: ENTRY + url.length + headersLength + (isLarge ? LARGE : contentLength) * PARSED + Math.min(answer?.body.length ?? 0, LARGE)
  }
  sandbox.part(Journal).record(entry)
  return entry
}

/** Characters from which on parameters are truncated before they are kept. */
const LARGE = 4096
/** Characters of a user agent that are kept. */
const MAX_USER_AGENT = 200

/** Bytes of memory that an entry takes besides what came over the wire. */
const ENTRY = 900
/** Bytes of memory that one byte of JSON takes once it is parsed, where there is little in its values. */
const PARSED = 5
