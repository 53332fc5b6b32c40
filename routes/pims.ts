import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readFaultHeader } from '../src/faults/header.ts'
import type { Hit } from '../src/faults/rule.ts'
import { bearer } from '../src/http/bearer.ts'
import { errorBody, sendError, statusOfError } from '../src/http/errors.ts'
import { carryOut, type Exchange, recordExchange, startExchange } from '../src/journal/draft.ts'
import { injectFault } from '../src/http/apply-fault.ts'
import { type Call, execute, readCall, takeFault } from '../src/pims/dispatch.ts'
import { failed, FailedSchema, statusOfFailure, type Succeeded, succeeded, SucceededSchema } from '../src/pims/message.ts'
import type { Signer } from '../src/oauth/id-token.ts'
import type { Operation } from '../src/pims/operation.ts'
import { PimsError } from '../src/pims/pims-error.ts'
import { calls } from '../src/pims/registry.ts'
import { Refusal } from '../src/lib/errors.ts'
import { isObject } from '../src/lib/json.ts'

/** The largest body of a message, in bytes. */
const BODY_LIMIT = 64 * 1024
/** Device of a request that names none. */
const DEFAULT_DEVICE = 'device-1'

const responses = { '2xx': SucceededSchema, '4xx': FailedSchema, '5xx': FailedSchema }

interface Options {
  /** Longest hang, in milliseconds. */
  readonly hangMax: number
  readonly signer: Signer
}

/** The PIMS face: `pims.get(api, …)` is a GET, `pims.set(api, …)` a POST (docs/reference/http-api.md#3-the-pims-face). */
export const pimsRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { hangMax, signer }) => {
  app.removeContentTypeParser('text/plain')
  app.decorateRequest('exchange')

  app.addHook('onRequest', (request, reply, done) => {
    const { id } = startExchange(request, 'pims')
    reply.header('x-transaction-id', id)
    reply.header('cache-control', 'no-store')
    done()
  })

  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) {
      // Without a sandbox, as its id is none, there is no journal either.
      if (request.exchange !== undefined) recordExchange(request, { status: 'FAILED', httpStatus: statusOfError(error), reason: error.message })
      return sendError(error, request, reply)
    }
    if (request.is404) return sendUnknown(request, reply)
    const status = statusOfError(error)
    if (error instanceof PimsError) return sendFailure(error, request, reply)
    if (status < 500) return sendFailure(new PimsError(2102, { parameter: 'parameters' }), request, reply, status)
    return sendFailure(new PimsError(2204, { cause: error }), request, reply)
  })

  app.setNotFoundHandler((request, reply) => sendUnknown(request, reply))

  /** Answers at once, unless a fault or an output takes its time. */
  function answer ({ verb, api }: Pick<Operation, 'verb' | 'api'>, request: FastifyRequest, parameters: unknown, reply: FastifyReply) {
    const { sandbox, exchange, headers } = request
    const { 'x-device-id': deviceId, 'x-fault': fault, 'x-login-as': loginAs } = headers
    if (isObject(parameters)) exchange.parameters = parameters
    const call = readCall(sandbox, {
      verb,
      api,
      parameters,
      token: bearer(headers.authorization),
      deviceId: textOf(deviceId) ?? DEFAULT_DEVICE,
      typed: textOf(loginAs)
    })
    noteCall(exchange, call)

    const asked = fault === undefined ? undefined : readFaultHeader(String(fault), call.operation.id)
    const hit = takeFault(sandbox, call, asked)
    return hit === undefined ? finish(request, call, null) : answerHit(hit, request, call, reply)
  }

  async function answerHit (hit: Hit, request: FastifyRequest, call: Call, reply: FastifyReply) {
    const broken = { contentType: 'application/json; charset=utf-8', text: `{"transactionId":"${request.exchange.id}","status":"SUCC` }
    return await injectFault(hit, reply, { broken, hangMax }) === 'done' ? reply : await finish(request, call, hit.effect)
  }

  function finish (request: FastifyRequest, call: Call, effect: Hit['effect']) {
    const output = carryOut(request, () => execute(request.sandbox, call, { signer }, effect))
    return output === undefined ? succeed(request) : arrived(output).then((output) => succeed(request, output))
  }

  for (const call of calls) {
    const { verb, api } = call
    const description = { tags: ['PIMS'], summary: `pims.${verb}("${api}")`, response: responses }
    if (verb === 'get') {
      const querystring = Type.Record(Type.String(), Type.Unknown())
      app.get(`/${api}`, { schema: { ...description, querystring } }, (request, reply) => answer(call, request, request.query, reply))
    } else {
      app.post(`/${api}`, { bodyLimit: BODY_LIMIT, schema: { ...description, body: Type.Unknown() } }, (request, reply) => answer(call, request, request.body, reply))
    }
  }
}

function succeed (request: FastifyRequest, output?: Record<string, unknown>): Succeeded {
  const { exchange, sandbox } = request
  recordExchange(request, { status: 'SUCCEEDED', httpStatus: 200 })
  return succeeded(exchange.id, output, sandbox)
}

/** Output data once its last values have arrived. */
async function arrived (output: Record<string, unknown>): Promise<Record<string, unknown>> {
  return Object.fromEntries(await Promise.all(Object.entries(output).map(async ([name, value]) => [name, await value] as const)))
}

function noteCall (exchange: Exchange, { operation, account, deviceId, phoneNumber }: Call): void {
  exchange.operation = operation.id
  exchange.account = account?.id
  exchange.device = deviceId
  exchange.phoneNumber = phoneNumber
}

/** The value of a header; an empty one was not sent. */
const textOf = (header: string | string[] | undefined): string | undefined => header === undefined || header === '' ? undefined : String(header)

function sendFailure (error: PimsError, request: FastifyRequest, reply: FastifyReply, refused = statusOfFailure(error, request.sandbox)): FastifyReply {
  const { sandbox, exchange } = request
  const httpStatus = sandbox.settings.alwaysStatus200 ? 200 : refused
  if (error.cause !== undefined) request.logger.error({ err: error.cause, transactionId: exchange.id }, 'unforeseen error')
  recordExchange(request, { status: 'FAILED', httpStatus, code: error.code, ...error.reason !== undefined && { reason: error.reason } })
  return reply
    .code(httpStatus)
    .type('application/json; charset=utf-8')
    .send(failed(exchange.id, error, sandbox))
}

/** An api is one segment of a path; what is longer was meant for another face. */
function sendUnknown (request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (/^\/[^/?]+\/?(\?|$)/.test(request.url)) return sendFailure(new PimsError(2002), request, reply)
  return reply.code(404).send(errorBody(404, `There is nothing at ${request.method} ${request.url}. The PIMS face is at /{api}, such as /pims.authentication.smscode; the admin API at /admin; the documentation at /docs.`))
}
