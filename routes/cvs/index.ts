import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyPluginAsync } from 'fastify'
import { carAssociations } from '../../src/cvs/car-associations.ts'
import { cvsLanguage } from '../../src/cvs/language.ts'
import { grantRemoteToken } from '../../src/cvs/remote-token.ts'
import { sendActivationCode } from '../../src/cvs/sms-code.ts'
import { cvsEndpoints, cvsTargets } from '../../src/cvs/targets.ts'
import { faceHeaders, refusals } from '../../src/docs/documented.ts'
import { CarAssociationSchema, RemoteTokenFormSchema, RemoteTokenSchema } from '../../src/wire/faces/cvs.ts'
import { REALM_NAMES } from '../../src/oauth/brands.ts'
import type { HttpFace } from '../../src/http/face/http-face.ts'
import { pictureRoutes, registerCars, registerRights } from './cars.ts'
import { cvsEndpoint } from './endpoint.ts'
import { mergeFields } from '../../src/http/bodies/form-body.ts'
import { registerJsonFace } from '../../src/http/face/json-face.ts'

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
  const pipeline = registerJsonFace(app, 'cvs', cvsLanguage)
  const { serve } = pipeline

  app.post('/cvs/v4/mobile/smsCode', {
    schema: { tags, summary: 'Sends an activation code to the number of the account' },
    config: documented(Type.Object({}))
  }, serve(cvsEndpoint(cvsEndpoints.smsCode, ({ sandbox }, account, effect) =>
    sendActivationCode(sandbox, account, effect !== null && 'sms' in effect ? effect.sms : undefined))))

  app.get('/cvs/v4/mauv/car-associations', {
    schema: { tags, summary: 'The cars of the account' },
    config: documented(Type.Array(CarAssociationSchema))
  }, serve(cvsEndpoint(cvsEndpoints.carAssociations, (_request, account) => carAssociations(account))))

  registerRights(app, pipeline)
}

/** The CVS calls of a connected car (docs/reference/cvs-oauth.md), under `/connectedcar`. */
const connectedCarRoutes: FastifyPluginAsync = async (app) => {
  const pipeline = registerJsonFace(app, 'cvs', cvsLanguage)
  const { serve } = pipeline

  app.post('/v4/virtualkey/remoteaccess/token', {
    schema: { tags, summary: 'Exchanges a one-time password, or a refresh token, for a remote token' },
    config: documented(RemoteTokenSchema, RemoteTokenFormSchema)
  }, serve(cvsEndpoint(cvsEndpoints.token, ({ sandbox, body }, account) => grantRemoteToken(sandbox, account, mergeFields({}, body)))))

  registerCars(app, pipeline)
}

/** The CVS face: the calls around the inWebo device. */
export const cvsFace: HttpFace<unknown> = {
  name: 'cvs',
  targets: cvsTargets,
  parts: [],
  register (app) {
    app.register(applicationRoutes, { prefix: '/applications' })
    app.register(connectedCarRoutes, { prefix: '/connectedcar' })
    app.register(pictureRoutes, { prefix: '/connectedcar/v4' })
  }
}
