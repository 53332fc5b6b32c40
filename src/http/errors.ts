import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorBody } from '../wire/error.ts'
import { mentionLoss } from '../sandbox/memory/forgetting.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { Busy, Conflict, Dropped, Full, Invalid, Malformed, NotFound, Refusal } from '../lib/errors.ts'
import { statusText } from '../lib/status-text.ts'

export const JSON_TYPE = 'application/json; charset=utf-8'
export const TEXT_TYPE = 'text/plain; charset=utf-8'

/** Body of an error on the faces that have no error format of their own. */
export const errorBody = (statusCode: number, message: string): ErrorBody =>
  ({ statusCode, error: statusText(statusCode), message })

/** A refusal that only HTTP knows, such as 401 or 415. */
export class HttpError extends Refusal {
  readonly statusCode: number

  constructor (statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}

/** HTTP status of each kind of refusal. */
const STATUSES = new Map<unknown, number>([
  [Malformed, 400],
  [NotFound, 404],
  [Conflict, 409],
  [Invalid, 422],
  [Busy, 503],
  [Dropped, 503],
  [Full, 507]
])

/** What Fastify's own refusals say to somebody who has to mend the request. */
const advice: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not JSON.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is too large.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as content-length says.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The content-type is none that is taken here: send application/json, and to SOAP text/xml.'
}

/** HTTP status of an error; 500 for one that nobody foresaw. */
export function statusOfError (error: unknown): number {
  if (!(error instanceof Error)) return 500
  const known = STATUSES.get(error.constructor)
  if (known !== undefined) return known
  const { statusCode } = error as { statusCode?: unknown }
  return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : 500
}

/** Answers an error as JSON; the detail of one that nobody foresaw goes to the log. */
export function sendError (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body = errorBodyOf(error, request)
  if (body.statusCode === 413) reply.removeHeader('connection') // closing before the body is read would take the answer from the client
  return reply.code(body.statusCode).header('cache-control', 'no-store').type(JSON_TYPE).send(body)
}

/** What an error is answered with; the detail of one that nobody foresaw goes to the log. */
export function errorBodyOf (error: unknown, request: Pick<FastifyRequest, 'log'> & { readonly sandbox?: Sandbox }): ErrorBody {
  const status = statusOfError(error)
  if (status >= 500 && !(error instanceof Refusal)) request.log.error({ err: error }, 'unforeseen error')
  return errorBody(status, aboutLoss(messageOf(error, status), status, request))
}

/** A refusal of something that is missing, with what became of the sandbox that may have had it; a request that was refused early has none. */
const aboutLoss = (message: string, status: number, { sandbox }: { readonly sandbox?: Sandbox }): string =>
  sandbox !== undefined && [404, 409, 422].includes(status) ? mentionLoss(message, sandbox) : message

/** What to say to somebody who has to mend the request. */
export function messageOf (error: unknown, status: number): string {
  if (!(error instanceof Error) || status === 500) return 'Something went wrong in pims-mock; its log says what.'
  const { code } = error as { code?: unknown }
  return (typeof code === 'string' ? advice[code] : undefined) ?? error.message
}
