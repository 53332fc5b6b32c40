import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { meetFault } from '../src/http/meet-fault.ts'
import { InweboError } from '../src/inwebo/errors.ts'
import type { Keys } from '../src/inwebo/keys.ts'
import { type Answer, refused } from '../src/inwebo/mac.ts'
import { answerCall, type MacCall, readMacCall, takes } from '../src/inwebo/mac-call.ts'
import { chanceOf } from '../src/inwebo/randomness.ts'

const XML = 'text/xml;charset=UTF-8'
const BROKEN = { contentType: XML, text: '<?xml version="1.0" encoding="UTF-8"?>\n<ActionSetup><err>O' }

interface Options {
  readonly keys: Keys
  /** Longest hang, in milliseconds. */
  readonly hangMax: number
}

/** The device protocol of inWebo, at the old path and the new one; a refusal is a 200 too (inWebo device protocol, section 1). */
export const inweboRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { keys, hangMax }) => {
  async function serve (request: FastifyRequest<{ Querystring: Record<string, unknown> }>, reply: FastifyReply) {
    const { sandbox, query } = request
    let call: MacCall
    try {
      call = readMacCall(sandbox, query)
    } catch (error) {
      if (error instanceof InweboError) return send(request, reply, undefined, refused({}, error))
      throw error
    }
    const { parameters, operation = 'inwebo', account, device } = call
    const attempt = {
      operation,
      account: account?.id,
      device,
      phoneNumber: account?.trustedPhoneNumber ?? undefined,
      takes: (effect: Parameters<typeof takes>[1]) => takes(parameters, effect)
    }
    const effect = await meetFault(request, reply, attempt, { broken: BROKEN, hangMax })
    if (effect === 'done') return reply
    return send(request, reply, call, answerCall({ sandbox, keys, chance: chanceOf(sandbox) }, call, effect))
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

function send (request: FastifyRequest, reply: FastifyReply, call: MacCall | undefined, { xml, refused }: Answer): FastifyReply {
  request.log.info({
    sandbox: request.sandbox.id,
    operation: call?.operation,
    account: call?.account?.id,
    code: refused?.wire ?? 'OK',
    reason: refused?.message
  }, 'device request')
  return reply.type(XML).header('cache-control', 'no-store').send(xml)
}
