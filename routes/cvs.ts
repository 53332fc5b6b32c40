import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { callerOf } from '../src/cvs/caller.ts'
import { carAssociations } from '../src/cvs/car-associations.ts'
import { errorForCode } from '../src/cvs/error-for-code.ts'
import { grantRemoteToken } from '../src/cvs/remote-token.ts'
import { sendActivationCode } from '../src/cvs/sms-code.ts'
import { faceHeaders, refusals } from '../src/docs/documented.ts'
import { CarAssociationSchema, RemoteTokenFormSchema, RemoteTokenSchema } from '../src/wire/cvs.ts'
import type { Effect } from '../src/wire/fault.ts'
import { REALM_NAMES } from '../src/oauth/brands.ts'
import { bearer } from '../src/http/bearer.ts'
import type { Endpoint, Understood } from '../src/http/face/endpoint.ts'
import { mergeFields } from '../src/http/face/form-body.ts'
import { type RequestFields, jsonAnswer, registerJsonFace } from '../src/http/face/json-face.ts'
import { identify } from '../src/oauth/identify.ts'
import type { Account } from '../src/sandbox/accounts/account.ts'

const tags = ['CVS']

/** What the documentation says of a route that answers `result`, and takes `form` as a form or JSON. */
const documented = (result: TSchema, form?: TSchema) => ({
  documented: {
    security: [{ account: [] }],
    headers: faceHeaders({ 'x-introspect-realm': Type.Optional(Type.String({ description: `The brand's realm: ${REALM_NAMES}` })) }),
    ...form !== undefined && { consumes: ['application/x-www-form-urlencoded', 'application/json'], body: form },
    response: { 200: result, ...refusals }
  }
})

/** The CVS calls around the inWebo device (docs/reference/cvs-oauth.md), under `/applications` and `/connectedcar`. */
export const cvsRoutes: FastifyPluginAsync = async (app) => {
  const { serve } = registerJsonFace(app, 'cvs')

  if (app.prefix === '/applications') {
    app.post('/cvs/v4/mobile/smsCode', {
      schema: { tags, summary: 'Sends an activation code to the number of the account' },
      config: documented(Type.Object({}))
    }, serve(endpoint('smsCode', ({ sandbox }, account, effect) =>
      sendActivationCode(sandbox, account, effect !== null && 'sms' in effect ? effect.sms : undefined))))

    app.get('/cvs/v4/mauv/car-associations', {
      schema: { tags, summary: 'The cars of the account' },
      config: documented(Type.Array(CarAssociationSchema))
    }, serve(endpoint('carAssociations', (_request, account) => carAssociations(account))))
  }

  if (app.prefix === '/connectedcar') {
    app.post('/v4/virtualkey/remoteaccess/token', {
      schema: { tags, summary: 'Exchanges a one-time password, or a refresh token, for a remote token' },
      config: documented(RemoteTokenSchema, RemoteTokenFormSchema)
    }, serve(endpoint('token', ({ sandbox, body }, account) => grantRemoteToken(sandbox, account, mergeFields({}, body)))))
  }
}

/** The endpoint of one operation, which `run` executes for the account that calls. */
function endpoint (name: string, run: (request: FastifyRequest, account: Account, effect: Effect | null) => unknown): Endpoint<RequestFields, Understood, unknown> {
  const operation = `cvs.${name}`
  return {
    read ({ sandbox, headers }) {
      const account = identify(sandbox, bearer(headers.authorization))
      return { call: { operation, account: account?.id, device: undefined, phoneNumber: account?.trustedPhoneNumber ?? undefined } }
    },
    execute (_input, effect, request) {
      if (effect !== null && 'error' in effect) throw errorForCode(request.sandbox, operation, effect.error)
      return run(request, caller(request), effect)
    },
    answer: jsonAnswer
  }
}

function caller ({ sandbox, headers }: FastifyRequest): Account {
  const { authorization, 'x-introspect-realm': realm } = headers
  return callerOf(sandbox, bearer(authorization), realm === undefined ? undefined : String(realm))
}
