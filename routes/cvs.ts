import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { callerOf } from '../src/cvs/caller.ts'
import { carAssociations } from '../src/cvs/car-associations.ts'
import { cvsLanguage } from '../src/cvs/language.ts'
import { grantRemoteToken } from '../src/cvs/remote-token.ts'
import { sendActivationCode } from '../src/cvs/sms-code.ts'
import { cvsEndpoints, cvsTargets } from '../src/cvs/targets.ts'
import { faceHeaders, refusals } from '../src/docs/documented.ts'
import { CarAssociationSchema, RemoteTokenFormSchema, RemoteTokenSchema } from '../src/wire/faces/cvs.ts'
import type { Effect } from '../src/effects/index.ts'
import { REALM_NAMES } from '../src/oauth/brands.ts'
import { bearer } from '../src/http/bearer.ts'
import type { Understood } from '../src/calls/endpoint.ts'
import type { HttpEndpoint } from '../src/http/face/endpoint.ts'
import type { HttpFace } from '../src/http/face/http-face.ts'
import { mergeFields } from '../src/http/bodies/form-body.ts'
import { type RequestFields, jsonAnswer, registerJsonFace } from '../src/http/face/json-face.ts'
import { injectedError, type JsonTarget } from '../src/oauth/error-for-code.ts'
import { identify } from '../src/accounts/identify.ts'
import { callOf } from '../src/targets/call.ts'
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

/** The CVS calls of the app around the inWebo device (docs/reference/cvs-oauth.md), under `/applications`. */
const applicationRoutes: FastifyPluginAsync = async (app) => {
  const { serve } = registerJsonFace(app, 'cvs', cvsLanguage)

  app.post('/cvs/v4/mobile/smsCode', {
    schema: { tags, summary: 'Sends an activation code to the number of the account' },
    config: documented(Type.Object({}))
  }, serve(endpoint(cvsEndpoints.smsCode, ({ sandbox }, account, effect) =>
    sendActivationCode(sandbox, account, effect !== null && 'sms' in effect ? effect.sms : undefined))))

  app.get('/cvs/v4/mauv/car-associations', {
    schema: { tags, summary: 'The cars of the account' },
    config: documented(Type.Array(CarAssociationSchema))
  }, serve(endpoint(cvsEndpoints.carAssociations, (_request, account) => carAssociations(account))))
}

/** The CVS calls of a connected car (docs/reference/cvs-oauth.md), under `/connectedcar`. */
const connectedCarRoutes: FastifyPluginAsync = async (app) => {
  const { serve } = registerJsonFace(app, 'cvs', cvsLanguage)

  app.post('/v4/virtualkey/remoteaccess/token', {
    schema: { tags, summary: 'Exchanges a one-time password, or a refresh token, for a remote token' },
    config: documented(RemoteTokenSchema, RemoteTokenFormSchema)
  }, serve(endpoint(cvsEndpoints.token, ({ sandbox, body }, account) => grantRemoteToken(sandbox, account, mergeFields({}, body)))))
}

/** The CVS face: the calls around the inWebo device. */
export const cvsFace: HttpFace<unknown> = {
  name: 'cvs',
  targets: cvsTargets,
  parts: [],
  register (app) {
    app.register(applicationRoutes, { prefix: '/applications' })
    app.register(connectedCarRoutes, { prefix: '/connectedcar' })
  }
}

/** The endpoint of one operation, which `run` executes for the account that calls. */
function endpoint (target: JsonTarget, run: (request: FastifyRequest, account: Account, effect: Effect | null) => unknown): HttpEndpoint<RequestFields, Understood, unknown> {
  return {
    read ({ sandbox, headers }) {
      return { call: callOf(target.id, identify(sandbox, bearer(headers.authorization))) }
    },
    execute (_input, effect, request) {
      const error = injectedError(target, effect, request.sandbox)
      if (error !== undefined) throw error
      return run(request, caller(request), effect)
    },
    answer: jsonAnswer
  }
}

function caller ({ sandbox, headers }: FastifyRequest): Account {
  const { authorization, 'x-introspect-realm': realm } = headers
  return callerOf(sandbox, bearer(authorization), realm === undefined ? undefined : String(realm))
}
