import type { FastifyRequest } from 'fastify'
import { newTransactionId } from '../pims/message.ts'
import { Journal, type JournalEntry } from './journal.ts'
import { abridge } from './truncate-parameters.ts'
import type { Face } from '../wire/fault.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The journal entry of the request, while it is being filled in. */
    exchange: Exchange
  }
}

/** A journal entry in the making. */
export interface Exchange extends JournalEntry {
  /** `performance.now()` at the start. */
  readonly startedAt: number
}

/** What a request came to. */
export interface Outcome {
  /** What the message says; `null` where a fault broke it, or put something else in its place. */
  readonly status: 'SUCCEEDED' | 'FAILED' | null
  /** HTTP status of the answer; `null` where the client gets none. */
  readonly httpStatus: number | null
  /** What it was refused with: a PIMS code, or the face's own error. */
  readonly code?: number | string
  /** Why, where the face knows more than its answer says. */
  readonly reason?: string
}

/** Begins the journal entry of a request. The face fills in operation, account, device, number and parameters as it learns them. */
export function startExchange (request: FastifyRequest, face: Face, operation?: string): Exchange {
  const { sandbox } = request
  // One literal with every field: entries of one shape are what V8 is quick with.
  const exchange: Exchange = {
    id: newTransactionId(sandbox),
    at: sandbox.clock.now(),
    face,
    operation,
    account: undefined,
    device: undefined,
    phoneNumber: undefined,
    parameters: undefined,
    fault: undefined,
    changes: [],
    status: null,
    httpStatus: null,
    code: undefined,
    duration: 0,
    reason: undefined,
    startedAt: performance.now()
  }
  request.exchange = exchange
  return exchange
}

/** Runs the synchronous heart of a request, and notes which accounts it changes. */
export const carryOut = <T>({ sandbox, exchange }: FastifyRequest, run: () => T): T =>
  sandbox.accounts.track(exchange.changes, run)

/** Puts a request into the journal and the log; to be called before the answer can reach the client. */
export function recordExchange (request: FastifyRequest, { status, httpStatus, code, reason }: Outcome): void {
  const { exchange, sandbox, logger } = request
  exchange.status = status
  exchange.httpStatus = httpStatus
  exchange.code = code
  exchange.reason = reason ?? exchange.reason
  exchange.duration = Math.round((performance.now() - exchange.startedAt) * 1000) / 1000
  if (exchange.parameters !== undefined && mayBeLarge(request)) exchange.parameters = abridge(exchange.parameters)
  sandbox.part(Journal).record(exchange)
  logger.info({
    transactionId: exchange.id,
    sandbox: sandbox.id,
    face: exchange.face,
    operation: exchange.operation,
    account: exchange.account,
    code: code ?? status ?? exchange.fault?.effect,
    status: httpStatus,
    duration: exchange.duration,
    reason: exchange.reason
  }, 'message')
}

/** Characters from which on parameters are cut before they are kept. */
const LARGE = 4096

function mayBeLarge ({ url, headers }: FastifyRequest): boolean {
  return url.length > LARGE || Number(headers['content-length'] ?? 0) > LARGE || headers['transfer-encoding'] !== undefined
}
