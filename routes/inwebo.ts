import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { carryOut, type Exchange, recordExchange, startExchange } from '../src/journal/draft.ts'
import { meetFault } from '../src/http/match-fault.ts'
import type { ServerKeys } from '../src/inwebo/crypto/server-keys.ts'
import type { Effect } from '../src/wire/fault.ts'
import type { Answer } from '../src/inwebo/device-protocol/dispatch.ts'
import { answerDeviceRequest, type DeviceRequest, readDeviceRequest, appliesToStep } from '../src/inwebo/device-protocol/device-request.ts'
import { protocolRandom } from '../src/inwebo/crypto/protocol-random.ts'

const XML = 'text/xml;charset=UTF-8'
const BROKEN = { contentType: XML, text: '<?xml version="1.0" encoding="UTF-8"?>\n<ActionSetup><err>O' }

interface Options {
  readonly keys: ServerKeys
  /** Longest hang, in milliseconds. */
  readonly hangMax: number
}

/** The device protocol of inWebo, at the old path and the new one; a refusal is a 200 too (docs/reference/device-protocol.md#1-transport). */
export const inweboRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { keys, hangMax }) => {
  app.decorateRequest('exchange')

  app.addHook('onRequest', (request, reply, done) => {
    startExchange(request, 'inwebo')
    reply.header('cache-control', 'no-store')
    done()
  })

  async function serve (request: FastifyRequest<{ Querystring: Record<string, unknown> }>, reply: FastifyReply) {
    const { sandbox, query } = request
    const call = readDeviceRequest(sandbox, query)
    noteCall(request.exchange, call)
    const { parameters, operation = 'inwebo', account, device } = call
    const attempt = {
      operation,
      account: account?.id,
      device,
      phoneNumber: account?.trustedPhoneNumber ?? undefined,
      takes: (effect: Effect | null) => appliesToStep(parameters, effect)
    }
    const effect = await meetFault(request, reply, attempt, { broken: BROKEN, hangMax })
    if (effect === 'done') return reply
    const context = { sandbox, keys, random: protocolRandom(sandbox) }
    return send(request, reply, carryOut(request, () => answerDeviceRequest(context, call, effect)))
  }

  for (const url of ['/iwws/MAC', '/iwcxf/MAC']) {
    app.get(url, {
      schema: {
        tags: ['inWebo'],
        summary: 'A request of the device protocol',
        querystring: Type.Record(Type.String(), Type.Unknown()),
        response: { 200: Type.String() }
      }
    }, serve)
  }
}

function noteCall (exchange: Exchange, { parameters, operation, account, device }: DeviceRequest): void {
  exchange.parameters = parameters
  exchange.operation = operation
  exchange.account = account?.id
  exchange.device = device
}

function send (request: FastifyRequest, reply: FastifyReply, { xml, refused }: Answer): FastifyReply {
  if (refused === undefined) recordExchange(request, { status: 'SUCCEEDED', httpStatus: 200 })
  else recordExchange(request, { status: 'FAILED', httpStatus: 200, code: refused.wire, reason: refused.message })
  return reply.type(XML).send(xml)
}
