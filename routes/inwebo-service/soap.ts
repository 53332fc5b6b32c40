import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { FaceRequest } from '../../src/http/face-request.ts'
import type { Understood } from '../../src/calls/endpoint.ts'
import { refuseEncoded } from '../../src/http/bodies/encoded-body.ts'
import { messageOf, statusOfError } from '../../src/http/errors.ts'
import type { FaceDefinition, HttpAnswer, HttpEndpoint } from '../../src/http/face/endpoint.ts'
import { registerFace } from '../../src/http/face/face.ts'
import { originOf, sandboxUrl } from '../../src/http/public-url.ts'
import { answerService, readCall, serviceOutcome } from '../../src/inwebo/service/dispatch.ts'
import type { ServiceFields } from '../../src/inwebo/service/operation.ts'
import { decodeRequest } from '../../src/inwebo/service/soap/decode.ts'
import { faultName, SOAP_TYPE, SoapFault, writeFault } from '../../src/inwebo/service/soap/fault.ts'
import type { SoapFields } from '../../src/inwebo/service/soap/read-request.ts'
import { type Offered, offerOf, soapServices, type SoapService } from '../../src/inwebo/service/soap/services.ts'
import { writeAnswer } from '../../src/inwebo/service/soap/write-answer.ts'
import { writeWsdl } from '../../src/inwebo/service/soap/write-wsdl.ts'
import { WSDL } from '../../src/inwebo/service/targets.ts'
import { callOf } from '../../src/targets/call.ts'

/** OpenAPI has no words for it: the WSDL describes it. */
const ROUTE = { schema: { hide: true }, config: { isNamed: true } }

const HEADERS = { 'content-type': SOAP_TYPE }

/** A refusal is a fault, of status 500: clients lose the text of one with another. */
function refuse (error: unknown): HttpAnswer {
  const httpStatus = statusOfError(error)
  const fault = error instanceof SoapFault ? error : new SoapFault(httpStatus < 500 ? 'Client' : 'Server', messageOf(error, httpStatus))
  const isUnforeseen = httpStatus === 500 && fault !== error
  return { httpStatus: 500, headers: HEADERS, body: writeFault(fault.faultCode, fault.message), status: 'FAILED', code: faultName(fault.faultCode), reason: fault.message, ...isUnforeseen && { cause: error } }
}

const face = <Parameters>(parametersOf: (request: FaceRequest) => Parameters): FaceDefinition<Parameters> => ({
  name: 'service',
  answersNetworkCodes: false,
  parametersOf,
  refuse,
  refuseSandbox: refuse,
  brokenBody: () => ({ contentType: SOAP_TYPE, text: writeFault('Server', '').slice(0, 100) })
})

/** The requests of each service. The parser of XML is loaded with the first. */
export const soapRoutes: FastifyPluginAsync = async (app) => {
  let read: ((text: string) => SoapFields) | undefined
  const { serve } = registerFace(app, face(({ body }) => {
    if (read === undefined || typeof body !== 'string' || body.trim() === '') throw new SoapFault('Client', 'the request has no body: it should be an envelope of SOAP 1.1')
    return read(body)
  }))
  app.addHook('preHandler', async () => { read ??= (await import('../../src/inwebo/service/soap/read-request.ts')).readRequest })
  acceptXml(app)
  for (const service of soapServices) {
    app.post(service.path, ROUTE, serve(endpointOf(service)))
  }
}

/** Takes a body of any type as the text of a document. */
function acceptXml (app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      refuseEncoded(request)
      const text = decodeRequest(Buffer.from(body), request.headers['content-type'])
      app.requestMemory.reserveParsed(request.raw, text)
      done(null, text)
    } catch (error) {
      done(error as Error)
    }
  })
}

interface SoapRequest extends Understood {
  readonly fields: SoapFields
  readonly offered: Offered
}

const endpointOf = (service: SoapService): HttpEndpoint<SoapFields, SoapRequest, HttpAnswer> => ({
  read ({ sandbox }, fields) {
    const offered = offerOf(service, fields.operation)
    return { call: readCall(sandbox, offered.operation, fields), fields, offered }
  },
  execute ({ fields, offered }, effect, { sandbox }) {
    const answer = answerService(sandbox, offered.operation, fields, effect)
    const body = writeAnswer(offered, answer, { namespace: service.namespace, asked: fields.operation })
    return { httpStatus: 200, headers: HEADERS, body, ...serviceOutcome(answer) }
  },
  answer: (answer) => answer
})

/** What describes each service to a client, by the address that it is asked at. */
export const wsdlRoutes: FastifyPluginAsync = async (app) => {
  const { serve } = registerFace(app, face((): ServiceFields => ({})))
  for (const service of soapServices) {
    app.get(service.path, ROUTE, serve({
      read: () => ({ call: callOf(WSDL) }),
      execute (_input, effect, request) {
        if (effect !== null && 'error' in effect) throw new SoapFault('Server', `a fault asks for ${effect.error}`)
        const address = `${sandboxUrl(originOf(request), request.sandbox.id)}${service.path}`
        return { httpStatus: 200, headers: HEADERS, body: writeWsdl(service, address), status: 'SUCCEEDED' } as const
      },
      answer: (answer) => answer
    }))
  }
}
