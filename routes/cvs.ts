import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { callerOf } from '../src/cvs/caller.ts'
import { carAssociations } from '../src/cvs/car-associations.ts'
import { grantRemoteToken } from '../src/cvs/remote-token.ts'
import { sendActivationCode } from '../src/cvs/sms-code.ts'
import { bearer } from '../src/http/bearer.ts'
import { carryOut } from '../src/journal/draft.ts'
import { mergeFields } from '../src/http/form-body.ts'
import { faultsOf, useRest } from '../src/http/rest-face.ts'
import { identify } from '../src/oauth/identify.ts'

interface Options {
  /** Longest hang, in milliseconds. */
  readonly hangMax: number
}

const tags = ['CVS']
const Anything = Type.Record(Type.String(), Type.Unknown())

const tokenOf = ({ headers }: FastifyRequest) => bearer(headers.authorization)

function caller (request: FastifyRequest) {
  const { 'x-introspect-realm': realm } = request.headers
  return callerOf(request.sandbox, tokenOf(request), realm === undefined ? undefined : String(realm))
}

/** The CVS calls around the inWebo device (docs/reference/cvs-oauth.md), under `/applications` and `/connectedcar`. */
export const cvsRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { hangMax }) => {
  useRest(app, 'cvs')
  const callOf = (request: FastifyRequest, operation: string) =>
    ({ operation, account: identify(request.sandbox, tokenOf(request)), hangMax })

  if (app.prefix === '/applications') {
    app.post('/cvs/v4/mobile/smsCode', {
      schema: { tags, summary: 'Sends an activation code to the number of the account', response: { 200: Anything } }
    }, async (request, reply) => {
      const effect = await faultsOf(request, reply, callOf(request, 'cvs.smsCode'))
      if (effect === 'done') return reply
      const delivery = effect !== null && 'sms' in effect ? effect.sms : undefined
      return sendActivationCode(request.sandbox, caller(request), delivery)
    })

    app.get('/cvs/v4/mauv/car-associations', {
      schema: { tags, summary: 'The cars of the account', response: { 200: Type.Array(Anything) } }
    }, async (request, reply) => {
      if (await faultsOf(request, reply, callOf(request, 'cvs.carAssociations')) === 'done') return reply
      return carAssociations(caller(request))
    })
  }

  app.post(app.prefix === '/applications' ? '/cvs/v4/mobile/token' : '/v4/virtualkey/remoteaccess/token', {
    schema: { tags, summary: 'Exchanges a one-time password, or a refresh token, for a remote token', response: { 200: Anything } }
  }, async (request, reply) => {
    if (await faultsOf(request, reply, callOf(request, 'cvs.token')) === 'done') return reply
    return carryOut(request, () => grantRemoteToken(request.sandbox, caller(request), mergeFields({}, request.body)))
  })
}
