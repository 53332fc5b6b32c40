import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { closedObject } from '../../src/lib/closed-object.ts'
import { DEFAULT_SANDBOX, type Sandbox } from '../../src/sandbox/sandbox.ts'
import { ErrorSchema } from '../../src/wire/error.ts'

/** The macID that every app of the vendor's sends (docs/reference/device-protocol.md#2-keys-and-identifiers). */
const MAC_ID = 'bb8e981582b0f31353108fb020bead1c'
/** Where the vendor's apps are called back (docs/reference/cvs-oauth.md#1-authorize). */
const REDIRECT = 'mymap://oauth2redirect/fr'

/** @param origin scheme, host and port that the client reached the server at */
function viewSdkConfig ({ id }: Sandbox, origin: string) {
  const base = id === DEFAULT_SANDBOX ? origin : `${origin}/sandbox/${id}`
  return {
    environnement: 'development',
    mode: 'B2C',
    monitoring: { logLevel: 'medium', newLogFile: 'appLaunch' },
    credential: {
      clientID: 'pims-mock',
      clientSecret: 'pims-mock',
      macID: MAC_ID,
      inWeboURL: base,
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
      querystring: closedObject({
        origin: Type.Optional(Type.String({ pattern: '^https?://[^/?#\\s]{1,255}$', description: 'Scheme, host and port by which the app reaches the server, where those of this request are not' }))
      }),
      response: { 200: Type.Record(Type.String(), Type.Unknown()), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, protocol, host, query: { origin = `${protocol}://${host}` } }) => viewSdkConfig(sandbox, origin))
}
