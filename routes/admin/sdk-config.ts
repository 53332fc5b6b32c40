import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { OriginSchema, originOf, sandboxUrl } from '../../src/http/public-url.ts'
import { closedObject } from '../../src/lib/closed-object.ts'
import { ErrorSchema } from '../../src/wire/error.ts'

/** The macID that every app of the vendor's sends (docs/reference/device-protocol.md#2-keys-and-identifiers). */
const MAC_ID = 'bb8e981582b0f31353108fb020bead1c'
/** Where the vendor's apps are called back (docs/reference/cvs-oauth.md#1-authorize). */
const REDIRECT = 'mymap://oauth2redirect/fr'

/** @param url what the app is pointed at */
function viewSdkConfig (url: string) {
  return {
    environnement: 'development',
    mode: 'B2C',
    monitoring: { logLevel: 'medium', newLogFile: 'appLaunch' },
    credential: {
      clientID: 'pims-mock',
      clientSecret: 'pims-mock',
      macID: MAC_ID,
      inWeboURL: url,
      webviewsRedirectURI: REDIRECT,
      loginRedirectURI: REDIRECT
    },
    profile: { brand: 'Peugeot' }
  }
}

/** How an SDK finds this server. */
export const sdkConfigRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/sdk-config', {
    schema: {
      tags: ['admin'],
      summary: 'The pims.initialize parameters that point an SDK at this server and sandbox',
      querystring: closedObject({ origin: OriginSchema }),
      response: { 200: Type.Record(Type.String(), Type.Unknown()), '4xx': ErrorSchema }
    }
  }, async (request) => viewSdkConfig(sandboxUrl(originOf(request, request.query.origin), request.sandbox.id)))
}
