import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isBasic } from '../bearer.ts'
import { apiError, gatewayError, RestError } from '../../cvs/rest-error.ts'
import type { Face } from '../../wire/fault.ts'
import { InweboError } from '../../inwebo/errors.ts'
import { Refusal } from '../../lib/errors.ts'
import { pathOf } from '../../lib/path-of.ts'
import { OAuthError } from '../../oauth/oauth-error.ts'
import { uuid } from '../../oauth/tokens.ts'
import type { Answer, FaceDefinition } from './endpoint.ts'
import { JSON_TYPE, messageOf, statusOfError } from '../errors.ts'
import { type Pipeline, registerFace } from './face.ts'
import { acceptForms, mergeFields } from './form-body.ts'
import { plainAnswer } from './plain-answer.ts'
import { nothingThere } from '../shown-path.ts'

const HEADERS = { 'content-type': JSON_TYPE }

/** The fields of the query and of the body; of a field in both, the body's. */
export type RequestFields = Readonly<Record<string, string | undefined>>

const face = (name: Face): FaceDefinition<RequestFields> => ({
  name,
  answersNetworkCodes: false,
  parametersOf: ({ query, body }) => mergeFields(query, body),
  refuse,
  refuseSandbox: (error) => {
    const status = statusOfError(error)
    return answerRefusal(gatewayError(status, messageOf(error, status)))
  },
  brokenBody: () => ({ contentType: JSON_TYPE, text: '{"access_token":"' })
})

/** Makes a plugin speak as the CVS and OAuth faces do: bodies of any type, errors as JSON in their own shapes. */
export function registerJsonFace (app: FastifyInstance, name: Face): Pipeline<RequestFields> {
  acceptForms(app)
  const pipeline = registerFace(app, face(name))
  app.setNotFoundHandler((request, reply) => pipeline.refuse(nothingAt(request), request, reply))
  return pipeline
}

/** The answer to a request that succeeded. */
export const jsonAnswer = (body: unknown): Answer =>
  ({ httpStatus: 200, headers: HEADERS, body: JSON.stringify(body), status: 'SUCCEEDED' })

const nothingAt = (request: FastifyRequest): RestError => {
  const { method, url, server, sandbox: { clock, random } } = request
  return apiError(40400, `${nothingThere(request)} ${server.describeNearest(method, pathOf(url))}`.trimEnd(), { now: clock.now(), id: uuid(random) })
}

function refuse (error: unknown, { headers: { authorization } }: FastifyRequest): Answer {
  const answer = answerError(error)
  return error instanceof OAuthError && answer.httpStatus === 401 && isBasic(authorization) ? { ...answer, headers: { ...HEADERS, ...CHALLENGE } } : answer
}

/** What a client that tried Basic is told with a 401 (RFC 6749, section 5.2). */
const CHALLENGE = { 'www-authenticate': 'Basic realm="pims-mock"' }

function answerError (error: unknown): Answer {
  const status = statusOfError(error)
  if (error instanceof Refusal && status < 500) return plainAnswer(error)
  if (error instanceof RestError || error instanceof OAuthError) return answerRefusal(error)
  if (error instanceof InweboError) return answerRefusal(new OAuthError('invalid_grant', error.message))
  if (status < 500 || error instanceof Refusal) return answerRefusal(gatewayError(status, messageOf(error, status)))
  return { ...answerRefusal(gatewayError(500, 'Server Error', messageOf(error, 500))), cause: error }
}

/** What the journal calls a refusal: OAuth's word, else the code or the status in the body. */
const codeOf = (error: RestError | OAuthError): string =>
  error instanceof OAuthError ? error.error : String(error.body.code ?? error.body.httpCode)

const answerRefusal = (error: RestError | OAuthError): Answer => ({
  httpStatus: error.statusCode,
  headers: HEADERS,
  body: JSON.stringify(error.body),
  status: 'FAILED',
  code: codeOf(error),
  reason: error.message
})
