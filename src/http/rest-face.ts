import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { injected } from '../cvs/injected.ts'
import { apiError, gatewayError, RestError } from '../cvs/rest-error.ts'
import type { Effect } from '../faults/rule.ts'
import { OAuthError } from '../oauth/oauth-error.ts'
import { uuid } from '../oauth/tokens.ts'
import { RequestError } from '../schema/request-error.ts'
import type { Account } from '../sandbox/account.ts'
import { sendError, statusOfError } from './errors.ts'
import { acceptForms } from './forms.ts'
import { meetFault } from './meet-fault.ts'

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
  request.operation = operation
  request.caller = account?.id
  const attempt = { operation, account: account?.id, phoneNumber: account?.trustedPhoneNumber ?? undefined }
  const effect = await meetFault(request, reply, attempt, { broken: BROKEN, hangMax })
  if (effect !== null && effect !== 'done' && 'error' in effect) throw injected(request.sandbox, operation, effect.error)
  return effect
}

declare module 'fastify' {
  interface FastifyRequest {
    operation: string | undefined
    caller: string | undefined
  }
}

/** Makes a plugin speak as the CVS and OAuth faces do: bodies of any type, errors as JSON in their own shapes. */
export function useRest (app: FastifyInstance): void {
  acceptForms(app)
  app.decorateRequest('operation')
  app.decorateRequest('caller')

  app.setErrorHandler((error, request, reply) => {
    if (error instanceof RequestError) return sendError(error, request, reply)
    return sendRefusal(error instanceof RestError || error instanceof OAuthError ? error : unforeseen(error, request), request, reply)
  })

  app.setNotFoundHandler((request, reply) => {
    const { clock, random } = request.sandbox
    const message = `There is nothing at ${request.method} ${request.url.split('?')[0]}`
    return sendRefusal(apiError(40400, message, { now: clock.now(), id: uuid(random) }), request, reply)
  })

  app.addHook('onSend', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (reply.statusCode < 400) logCall(request, 'OK')
  })
}

function unforeseen (error: unknown, request: FastifyRequest): RestError {
  const status = statusOfError(error)
  if (status < 500) return gatewayError(status, error instanceof Error ? error.message : 'Bad request')
  request.log.error({ err: error }, 'unforeseen error')
  return gatewayError(500, 'Server Error')
}

function sendRefusal (error: RestError | OAuthError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  logCall(request, error.statusCode, error.message)
  return reply.code(error.statusCode).type(JSON_TYPE).send(error.body)
}

function logCall ({ log, sandbox, operation, caller }: FastifyRequest, outcome: unknown, reason?: string): void {
  log.info({ sandbox: sandbox.id, operation, account: caller, code: outcome, reason }, 'rest call')
}
