import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsync } from 'fastify'
import type { FaceRequest } from '../../src/http/face-request.ts'
import type { Understood } from '../../src/calls/endpoint.ts'
import { faceHeaders } from '../../src/docs/documented.ts'
import { messageOf, statusOfError } from '../../src/http/errors.ts'
import type { FaceDefinition, HttpAnswer, HttpEndpoint } from '../../src/http/face/endpoint.ts'
import { registerFace } from '../../src/http/face/face.ts'
import { mergeFields } from '../../src/http/bodies/form-body.ts'
import { answerService, readCall, refuseService, type ServiceAnswer, serviceOutcome } from '../../src/inwebo/service/dispatch.ts'
import { ServiceError } from '../../src/inwebo/service/err.ts'
import { actionOf, refuseAction, typeOf, writeFs } from '../../src/inwebo/service/fs.ts'
import type { ServiceFields } from '../../src/inwebo/service/operation.ts'
import { FsAnswerSchema } from '../../src/wire/faces/service.ts'

const parametersOf = ({ query }: FaceRequest): ServiceFields => mergeFields(query, undefined)

/** `GET /FS`: 200 for a refusal of the service too. */
const face: FaceDefinition<ServiceFields> = {
  name: 'service',
  answersNetworkCodes: false,
  parametersOf,
  refuse (error, request) {
    const httpStatus = statusOfError(error)
    return { ...toAnswer(refuseUnserved(error, httpStatus, request.sandbox.clock.now()), parametersOf(request)), httpStatus, ...httpStatus === 500 && { cause: error } }
  },
  refuseSandbox (error, request) {
    const httpStatus = statusOfError(error)
    return { ...toAnswer(refuseUnserved(error, httpStatus, 0), parametersOf(request)), httpStatus }
  },
  brokenBody: () => ({ contentType: 'application/json;charset=UTF-8', text: '{"err":"O' })
}

/** What was refused before the service saw it is bad syntax, or an error of the server. */
const refuseUnserved = (error: unknown, httpStatus: number, now: number): ServiceAnswer =>
  refuseService(new ServiceError(httpStatus < 500 ? 'NOK:SN' : 'NOK:server error', messageOf(error, httpStatus)), now)

interface FsRequest extends Understood {
  readonly fields: ServiceFields
}

const endpoint: HttpEndpoint<ServiceFields, FsRequest, HttpAnswer> = {
  read: ({ sandbox }, fields) => ({ call: readCall(sandbox, actionOf(fields), fields), fields }),
  execute ({ fields }, effect, { sandbox }) {
    const operation = actionOf(fields)
    return toAnswer(operation === undefined ? refuseService(refuseAction(fields), sandbox.clock.now()) : answerService(sandbox, operation, fields, effect), fields)
  },
  answer: (answer) => answer
}

/** `GET /FS`. */
export const fsRoutes: FastifyPluginAsync = async (app) => {
  const { serve } = registerFace(app, face)
  app.get('/FS', {
    schema: {
      tags: ['inWebo service'],
      summary: 'A server checks a one-time password, or asks the user by a push'
    },
    config: { documented }
  }, serve(endpoint))
}

const answer = {
  description: 'JSON with format=json, XML without; a refusal of the service is 200 too, with err other than OK',
  content: { 'application/json': { schema: FsAnswerSchema }, 'text/xml': { schema: Type.String() } }
}
const parameter = (description: string) => Type.Optional(Type.String({ description }))
const documented = {
  headers: faceHeaders(),
  querystring: Type.Object({
    action: parameter('authenticateExtended, pushAuthenticate, checkPushResult, sealVerify or sealDeferredVerify'),
    serviceId: parameter('1201, the service of the mock'),
    userId: parameter('Login, or id, of an account'),
    token: parameter('One-time password'),
    sessionId: parameter('Of pushAuthenticate, for checkPushResult'),
    data: parameter('What was sealed'),
    s_date: parameter('When it was sealed, for sealDeferredVerify'),
    format: parameter('json; XML when absent')
  }),
  response: { 200: answer, '4xx': answer, '5xx': answer }
}

const toAnswer = (answer: ServiceAnswer, fields: ServiceFields): HttpAnswer => ({
  httpStatus: 200,
  headers: { 'content-type': typeOf(fields) },
  body: writeFs(answer, fields),
  ...serviceOutcome(answer)
})
