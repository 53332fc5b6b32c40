import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsync } from 'fastify'
import type { FaceRequest } from '../src/http/face-request.ts'
import type { FaceDefinition, HttpAnswer, HttpEndpoint } from '../src/http/face/endpoint.ts'
import { messageOf, statusOfError } from '../src/http/errors.ts'
import { registerFace } from '../src/http/face/face.ts'
import type { HttpFace } from '../src/http/face/http-face.ts'
import { protocolRandom } from '../src/inwebo/crypto/protocol-random.ts'
import type { ServerKeys } from '../src/inwebo/crypto/server-keys.ts'
import { appliesToStep, type DeviceRequest, readDeviceRequest, uniqueParameters } from '../src/inwebo/device-protocol/device-request.ts'
import { answerUnderFault, type DeviceAnswer, refused } from '../src/inwebo/device-protocol/dispatch.ts'
import { faceHeaders, textAnswer } from '../src/docs/documented.ts'
import { type DeviceQuery, PATTERNS } from '../src/inwebo/device-protocol/parameters.ts'
import { inweboTargets } from '../src/inwebo/targets.ts'
import { isObject } from '../src/lib/json.ts'

const XML = 'text/xml;charset=UTF-8'
const HEADERS = { 'content-type': XML }

const parametersOf = ({ query }: FaceRequest): DeviceQuery => uniqueParameters(isObject(query) ? query : {})

/** The answers of the device protocol: XML, with the status 200 for a refusal of the service too. */
const face: FaceDefinition<DeviceQuery> = {
  name: 'inwebo',
  answersNetworkCodes: false,
  parametersOf,
  refuse (error, request) {
    const httpStatus = statusOfError(error)
    return { ...toAnswer(refuseUnserved(parametersOf(request), error, httpStatus)), httpStatus, ...httpStatus === 500 && { cause: error } }
  },
  refuseSandbox (error) {
    const httpStatus = statusOfError(error)
    return { ...toAnswer(refuseUnserved({}, error, httpStatus)), httpStatus }
  },
  brokenBody: () => ({ contentType: XML, text: '<?xml version="1.0" encoding="UTF-8"?>\n<ActionSetup><err>O' })
}

/** What was refused before the service saw it is bad syntax, or an error of the server. */
const refuseUnserved = (parameters: DeviceQuery, error: unknown, httpStatus: number): DeviceAnswer =>
  refused(parameters, httpStatus < 500 ? 'NOK:SN' : 'NOK:ERR1', messageOf(error, httpStatus))

interface Services {
  readonly keys: ServerKeys
}

/** The device protocol, at the old path and the new one (docs/reference/device-protocol.md#1-transport). */
const routes: FastifyPluginAsync<Services> = async (app, { keys }) => {
  const pipeline = registerFace(app, face)
  const endpoint: HttpEndpoint<DeviceQuery, DeviceRequest, DeviceAnswer> = {
    read: ({ sandbox }, parameters) => readDeviceRequest(sandbox, parameters),
    execute: ({ parameters }, effect, { sandbox }) => answerUnderFault({ sandbox, keys, random: protocolRandom(sandbox) }, parameters, effect),
    answer: toAnswer,
    appliesTo: ({ parameters }, effect) => appliesToStep(parameters, effect)
  }

  const serve = pipeline.serve(endpoint)
  for (const url of ['/iwws/MAC', '/iwcxf/MAC']) {
    app.get(url, {
      schema: {
        tags: ['inWebo'],
        summary: 'A request of the device protocol'
      },
      config: { documented, fast: pipeline.fast(serve) }
    }, serve)
  }
}

/** The inWebo face: the device protocol. */
export const inweboFace: HttpFace<Services> = {
  name: 'inwebo',
  targets: inweboTargets,
  parts: [],
  register: (app, services) => { app.register(routes, services) }
}

const answer = textAnswer('text/xml', 'XML; a refusal of the service too is 200, with err other than OK')
const parameter = (description: string) => Type.Optional(Type.String({ description }))
const documented = {
  headers: faceHeaders(),
  querystring: Type.Object({
    action: parameter('ActionSetup, then ActionFinalize'),
    mode: parameter('activate, otp, synchro, password, reset or ms'),
    id: parameter('Id of the device, from its activation on'),
    ...Object.fromEntries(Object.entries(PATTERNS).map(([name, { says }]) => [name, parameter(says)])),
    version: parameter('Of the library, such as Generator-1.0/0.2.11')
  }),
  response: { 200: answer, '4xx': answer, '5xx': answer }
}

const toAnswer = ({ xml, refused }: DeviceAnswer): HttpAnswer => ({
  httpStatus: 200,
  headers: HEADERS,
  body: xml,
  ...refused === undefined ? { status: 'SUCCEEDED' } : { status: 'FAILED', code: refused.error, reason: refused.reason }
})
