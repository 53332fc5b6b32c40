import type { FastifyInstance } from 'fastify'
import type { FaceRequest } from '../face-request.ts'
import { isBasic } from '../bearer.ts'
import type { Face } from '../../words/faces.ts'
import { Refusal } from '../../lib/errors.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { FaceDefinition, HttpAnswer } from './endpoint.ts'
import { JSON_TYPE, messageOf, statusOfError } from '../errors.ts'
import { type Pipeline, registerFace } from './face.ts'
import { acceptForms, mergeFields } from '../bodies/form-body.ts'
import { plainAnswer } from './plain-answer.ts'
import { nothingThere } from '../not-found/shown-path.ts'

const HEADERS = { 'content-type': JSON_TYPE }

/** The fields of the query and of the body; of a field in both, the body's. */
export type RequestFields = Readonly<Record<string, string | undefined>>

/** A refusal of a face whose errors are JSON; its message is the reason, for the author of a client. */
export interface JsonRefusal {
  readonly statusCode: number
  readonly body: object
  /** What the journal calls it. */
  readonly code: string
  readonly message: string
  /** The scheme that a client who tried it is asked for again. */
  readonly challenge?: 'Basic' | undefined
}

/** How such a face words its refusals. */
export interface JsonLanguage {
  /** The refusal that an error of the domain is; none for any other error. */
  refusalOf (error: unknown): JsonRefusal | undefined
  /** The refusal of a request that the domain did not see. */
  refuse (status: number, message: string, reason?: string): JsonRefusal
  /** The error for a path without a route. */
  notFound (sandbox: Sandbox, message: string): Error
}

const face = (name: Face, language: JsonLanguage): FaceDefinition<RequestFields> => ({
  name,
  answersNetworkCodes: false,
  parametersOf: ({ query, body }) => mergeFields(query, body),
  refuse: (error, { headers: { authorization } }) => answerError(error, language, authorization),
  refuseSandbox: (error) => {
    const status = statusOfError(error)
    return answerRefusal(language.refuse(status, messageOf(error, status)))
  },
  brokenBody: () => ({ contentType: JSON_TYPE, text: '{"access_token":"' })
})

/** Makes a plugin speak as the CVS and OAuth faces do: bodies of any type, errors as JSON in their own shapes. */
export function registerJsonFace (app: FastifyInstance, name: Face, language: JsonLanguage): Pipeline<RequestFields> {
  acceptForms(app)
  const pipeline = registerFace(app, face(name, language))
  app.setNotFoundHandler((request, reply) => request.sandbox.clock.hold(() => pipeline.refuse(nothingAt(request, language), request, reply)))
  return pipeline
}

/** The answer to a request that succeeded. */
export const jsonAnswer = (body: unknown): HttpAnswer =>
  ({ httpStatus: 200, headers: HEADERS, body: JSON.stringify(body), status: 'SUCCEEDED' })

const nothingAt = (request: FaceRequest, language: JsonLanguage): Error => {
  const { server, sandbox } = request
  return language.notFound(sandbox, `${nothingThere(request)} ${server.describeNearest(request)}`.trimEnd())
}

function answerError (error: unknown, language: JsonLanguage, authorization: string | undefined): HttpAnswer {
  const status = statusOfError(error)
  if (error instanceof Refusal && status < 500) return plainAnswer(error)
  const known = language.refusalOf(error)
  if (known !== undefined) return answerRefusal(known, authorization)
  if (status < 500 || error instanceof Refusal) return answerRefusal(language.refuse(status, messageOf(error, status)))
  return { ...answerRefusal(language.refuse(500, 'Server Error', messageOf(error, 500))), cause: error }
}

/** @param authorization what the client sent: one that tried Basic is asked for it again with a 401 */
const answerRefusal = ({ statusCode, body, code, message, challenge }: JsonRefusal, authorization?: string): HttpAnswer & { readonly status: 'FAILED' } => ({
  httpStatus: statusCode,
  headers: challenge === 'Basic' && isBasic(authorization) ? { ...HEADERS, 'www-authenticate': 'Basic realm="pims-mock"' } : HEADERS,
  body: JSON.stringify(body),
  status: 'FAILED',
  code,
  reason: message
})
