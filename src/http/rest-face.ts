import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errorForCode } from '../cvs/error-for-code.ts'
import { apiError, gatewayError, RestError } from '../cvs/rest-error.ts'
import { InweboError } from '../inwebo/errors.ts'
import { OAuthError } from '../oauth/oauth-error.ts'
import { uuid } from '../oauth/tokens.ts'
import { Refusal } from '../lib/errors.ts'
import { isErrorCode } from '../pims/catalogue.ts'
import type { Account } from '../sandbox/account.ts'
import { messageOf, sendError, statusOfError } from './errors.ts'
import { recordExchange, startExchange } from '../journal/draft.ts'
import { acceptForms, mergeFields } from './form-body.ts'
import { meetFault } from './match-fault.ts'
import type { Effect, Face } from '../wire/fault.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const BROKEN = { contentType: JSON_TYPE, text: '{"access_token":"' }

/** What a request of a REST face is: the operation for faults, and whom it concerns. */
export interface RestCall {
  readonly operation: string
  readonly account?: Account | undefined
  /** Longest hang, in milliseconds. */
  readonly hangMax: number
}

/**
 * Lets faults happen to a request; an error is thrown in the words of the face.
 * @returns `done` when nothing is left to answer; else what is left to the face
 */
export async function faultsOf (request: FastifyRequest, reply: FastifyReply, { operation, account, hangMax }: RestCall): Promise<'done' | Effect | null> {
  const { exchange, sandbox } = request
  exchange.operation = operation
  exchange.account = account?.id
  exchange.parameters = mergeFields(request.query, request.body)
  const attempt = { operation, account: account?.id, phoneNumber: account?.trustedPhoneNumber ?? undefined }
  const effect = await meetFault(request, reply, attempt, { broken: BROKEN, hangMax })
  if (effect !== null && effect !== 'done' && 'error' in effect) throw errorForCode(sandbox, operation, isErrorCode(effect.error) ? effect.error : 2000)
  return effect
}

/** Makes a plugin speak as the CVS and OAuth faces do: bodies of any type, errors as JSON in their own shapes. */
export function useRest (app: FastifyInstance, face: Face): void {
  acceptForms(app)
  app.decorateRequest('exchange')

  app.addHook('onRequest', (request, reply, done) => {
    startExchange(request, face)
    reply.header('cache-control', 'no-store')
    done()
  })

  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof Refusal)) return sendRefusal(toRefusal(error, request), request, reply)
    // Without a sandbox, as its id is none, there is no journal either.
    if (request.exchange !== undefined) recordExchange(request, { status: 'FAILED', httpStatus: statusOfError(error), reason: error.message })
    return sendError(error, request, reply)
  })

  app.setNotFoundHandler((request, reply) => {
    const { clock, random } = request.sandbox
    const message = `There is nothing at ${request.method} ${request.url.split('?')[0]}`
    return sendRefusal(apiError(40400, message, { now: clock.now(), id: uuid(random) }), request, reply)
  })

  app.addHook('onSend', (request, reply, _payload, done) => {
    const isRecorded = request.exchange === undefined || request.exchange.httpStatus !== null
    if (!isRecorded) recordExchange(request, { status: 'SUCCEEDED', httpStatus: reply.statusCode })
    done()
  })
}

function toRefusal (error: unknown, request: FastifyRequest): RestError | OAuthError {
  if (error instanceof RestError || error instanceof OAuthError) return error
  if (error instanceof InweboError) return new OAuthError('invalid_grant', error.message)
  const status = statusOfError(error)
  if (status < 500) return gatewayError(status, messageOf(error, status))
  request.logger.error({ err: error }, 'unforeseen error')
  return gatewayError(500, 'Server Error')
}

/** What the journal calls a refusal: OAuth's word, else the code or the status in the body. */
const codeOf = (error: RestError | OAuthError): string =>
  error instanceof OAuthError ? error.error : String(error.body.code ?? error.body.httpCode)

function sendRefusal (error: RestError | OAuthError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { statusCode, body, message } = error
  recordExchange(request, { status: 'FAILED', httpStatus: statusCode, code: codeOf(error), reason: message })
  return reply.code(statusCode).type(JSON_TYPE).send(body)
}
