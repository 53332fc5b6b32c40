import type { FastifyPluginAsync, HTTPMethods } from 'fastify'
import { type TSchema, Type } from '@sinclair/typebox'
import { faceHeaders, refusals, textAnswer } from '../../src/docs/documented.ts'
import type { HttpFace } from '../../src/http/face/http-face.ts'
import { registerJsonFace } from '../../src/http/face/json-face.ts'
import type { Signer } from '../../src/oauth/id-token.ts'
import { oauthLanguage } from '../../src/oauth/language.ts'
import { OAUTH_PATH } from '../../src/oauth/server-metadata.ts'
import { oauthTargets } from '../../src/oauth/targets.ts'
import { Tokens } from '../../src/oauth/tokens.ts'
import { AuthorizeQuerySchema, JwksSchema, RevokeFormSchema, ServerMetadataSchema, TokenFormSchema, TokensSchema } from '../../src/wire/faces/oauth.ts'
import { authorizeEndpoint } from './authorize-endpoint.ts'
import { discoveryEndpoint, keysEndpoint } from './metadata-endpoints.ts'
import { revokeEndpoint, tokenEndpoint } from './token-endpoints.ts'

interface Services {
  readonly signer: Signer
}

const tags = ['OAuth 2']
const authorizeDocumented = {
  headers: faceHeaders({ 'X-Login-As': Type.Optional(Type.String({ description: 'Logs this account in at once, without a page' })) }),
  querystring: AuthorizeQuerySchema,
  response: {
    200: textAnswer('text/html', 'The login page, or the page that asks for consent'),
    302: Type.Null({ description: 'Sent back to redirect_uri, with a code or an error' }),
    ...refusals,
    400: { description: 'The request is refused, or the login page once more: no account has that name', content: { ...refusals[400].content, 'text/html': { schema: Type.String() } } }
  }
}

/** What the documentation says of a route that takes `body` as a form or JSON. */
const formDocumented = (body: TSchema, answer: TSchema) =>
  ({ documented: { consumes: ['application/x-www-form-urlencoded', 'application/json'], headers: faceHeaders(), body, response: { 200: answer, ...refusals } } })

/** A route that shows everybody the same, so that HEAD may ask whether it is there. */
const shown = (summary: string, answer: TSchema) => ({
  method: ['GET', 'HEAD'] satisfies HTTPMethods[],
  schema: { tags, summary },
  config: { documented: { headers: faceHeaders(), response: { 200: answer, ...refusals } } }
})

const keysRoute = shown('The keys that id tokens are signed with', JwksSchema)
const discoveryRoute = shown('Where everything is, for clients that find out by themselves', ServerMetadataSchema)

/** OAuth 2 as the brands' login servers speak it (docs/reference/cvs-oauth.md), under `/am/oauth2`. */
const oauthRoutes: FastifyPluginAsync<Services> = async (app, { signer }) => {
  const { serve } = registerJsonFace(app, 'oauth', oauthLanguage)

  for (const method of ['GET', 'POST'] as const) {
    app.route({
      method,
      url: '/authorize',
      schema: { tags, summary: method === 'GET' ? 'Asks who logs in, and sends the browser back with a code' : 'What the forms of the login page send' },
      config: { documented: authorizeDocumented },
      handler: serve(authorizeEndpoint)
    })
  }

  app.post('/access_token', {
    schema: { tags, summary: 'Exchanges a code, or a refresh token, for tokens' },
    config: formDocumented(TokenFormSchema, TokensSchema)
  }, serve(tokenEndpoint(signer)))

  app.post('/token/revoke', {
    schema: { tags, summary: 'Revokes an access token, or a refresh token with its access tokens' },
    config: formDocumented(RevokeFormSchema, Type.Object({}))
  }, serve(revokeEndpoint))

  app.route({ ...keysRoute, url: '/connect/jwk_uri', handler: serve(keysEndpoint(signer)) })

  app.route({ ...discoveryRoute, url: '/.well-known/openid-configuration', handler: serve(discoveryEndpoint) })
}

/** What clients look for at the root of the host, under `/.well-known`: the keys, and the server (RFC 8414, section 3.1). */
const wellKnownRoutes: FastifyPluginAsync<Services> = async (app, { signer }) => {
  const { serve } = registerJsonFace(app, 'oauth', oauthLanguage)

  app.route({ ...keysRoute, url: '/jwks', handler: serve(keysEndpoint(signer)) })

  app.route({ ...discoveryRoute, url: `/oauth-authorization-server${OAUTH_PATH}`, handler: serve(discoveryEndpoint) })
}

/** The OAuth face: the login servers of the brands. */
export const oauthFace: HttpFace<Services> = {
  name: 'oauth',
  targets: oauthTargets,
  parts: [Tokens],
  register (app, services) {
    app.register(oauthRoutes, { prefix: OAUTH_PATH, ...services })
    app.register(wellKnownRoutes, { prefix: '/.well-known', ...services })
  }
}
