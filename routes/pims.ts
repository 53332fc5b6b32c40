import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readFaultHeader } from '../src/faults/header.ts'
import type { Hit } from '../src/faults/rule.ts'
import { bearer } from '../src/http/bearer.ts'
import { errorBody, sendError, statusOfError } from '../src/http/errors.ts'
import { injectFault } from '../src/http/inject-fault.ts'
import { type Call, execute, readCall, takeFault } from '../src/pims/facade.ts'
import { failed, FailedSchema, newTransactionId, statusOfFailure, succeeded, SucceededSchema } from '../src/pims/message.ts'
import type { Verb } from '../src/pims/operation.ts'
import { PimsError } from '../src/pims/pims-error.ts'
import { calls } from '../src/pims/registry.ts'
import { RequestError } from '../src/schema/request-error.ts'

/** What is known of a message by the time it is answered. */
interface Exchange {
  readonly transactionId: string
  /** `performance.now()` at its start. */
  readonly startedAt: number
  call?: Call
  hit?: Hit
}

declare module 'fastify' {
  interface FastifyRequest {
    exchange: Exchange
  }
}

/** The largest body of a message, in bytes. */
const BODY_LIMIT = 64 * 1024
/** Device of a request that names none. */
const DEFAULT_DEVICE = 'device-1'

const responses = { '2xx': SucceededSchema, '4xx': FailedSchema, '5xx': FailedSchema }

/** The PIMS face: `pims.get(api, …)` is a GET, `pims.set(api, …)` a POST (http-api.md, section 3). */
export const pimsRoutes: FastifyPluginAsyncTypebox<{ hangMax: number }> = async (app, { hangMax }) => {
  app.removeContentTypeParser('text/plain')
  app.decorateRequest('exchange')

  app.addHook('onRequest', (request, reply, done) => {
    const transactionId = newTransactionId(request.sandbox)
    request.exchange = { transactionId, startedAt: performance.now() }
    reply.header('x-transaction-id', transactionId)
    reply.header('cache-control', 'no-store')
    done()
  })

  app.setErrorHandler((error, request, reply) => {
    if (request.is404) return sendUnknown(request, reply)
    if (error instanceof RequestError) return sendError(error, request, reply)
    const status = statusOfError(error)
    if (error instanceof PimsError) return sendFailure(error, request, reply)
    if (status < 500) return sendFailure(new PimsError(2102, { parameter: 'parameters' }), request, reply, status)
    return sendFailure(new PimsError(2204, { cause: error }), request, reply)
  })

  app.setNotFoundHandler((request, reply) => sendUnknown(request, reply))

  async function answer (verb: Verb, request: FastifyRequest, parameters: unknown, reply: FastifyReply) {
    const { sandbox, exchange, headers } = request
    const { 'x-device-id': deviceId = DEFAULT_DEVICE, 'x-fault': fault } = headers
    const call = readCall(sandbox, {
      verb,
      api: request.routeOptions.url?.slice(1) ?? '',
      parameters,
      token: bearer(headers.authorization),
      deviceId: String(deviceId)
    })
    exchange.call = call

    const asked = fault === undefined ? undefined : readFaultHeader(String(fault), call.operation.id)
    const hit = takeFault(sandbox, call, asked)
    if (hit !== undefined) {
      exchange.hit = hit
      const broken = { contentType: 'application/json; charset=utf-8', text: `{"transactionId":"${exchange.transactionId}","status":"SUCC` }
      if (await injectFault(hit, reply, { broken, hangMax }) === 'done') {
        logMessage(request, hit.effect)
        return reply
      }
    }

    const message = succeeded(exchange.transactionId, execute(sandbox, call, hit?.effect), sandbox)
    logMessage(request, 'SUCCEEDED')
    return message
  }

  for (const { verb, api } of calls) {
    const description = { tags: ['PIMS'], summary: `pims.${verb}("${api}")`, response: responses }
    if (verb === 'get') {
      const querystring = Type.Record(Type.String(), Type.Unknown())
      app.get(`/${api}`, { schema: { ...description, querystring } }, (request, reply) => answer(verb, request, request.query, reply))
    } else {
      app.post(`/${api}`, { bodyLimit: BODY_LIMIT, schema: { ...description, body: Type.Unknown() } }, (request, reply) => answer(verb, request, request.body, reply))
    }
  }
}

function sendFailure (error: PimsError, request: FastifyRequest, reply: FastifyReply, status = statusOfFailure(error, request.sandbox)): FastifyReply {
  const { sandbox, exchange } = request
  if (error.cause !== undefined) request.log.error({ err: error.cause, transactionId: exchange.transactionId }, 'unforeseen error')
  logMessage(request, error.code)
  return reply
    .code(sandbox.settings.alwaysStatus200 ? 200 : status)
    .type('application/json; charset=utf-8')
    .send(failed(exchange.transactionId, error, sandbox))
}

/** An api is one segment of a path; what is longer was meant for another face. */
function sendUnknown (request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (/^\/[^/?]+\/?(\?|$)/.test(request.url)) return sendFailure(new PimsError(2002), request, reply)
  return reply.code(404).send(errorBody(404, `There is nothing at ${request.method} ${request.url}. The PIMS face is at /{api}, such as /pims.authentication.smscode; the admin API at /admin; the documentation at /docs.`))
}

/** One line for each message: who asked for what, and what came of it. */
function logMessage (request: FastifyRequest, outcome: unknown): void {
  const { log, exchange, sandbox } = request
  const { transactionId, startedAt, call } = exchange
  log.info({
    transactionId,
    sandbox: sandbox.id,
    operation: call?.operation.id,
    account: call?.account?.id,
    code: outcome,
    duration: Math.round((performance.now() - startedAt) * 1000) / 1000
  }, 'message')
}
