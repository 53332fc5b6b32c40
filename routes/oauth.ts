import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { basicUser } from '../src/http/bearer.ts'
import { recordExchange } from '../src/journal/draft.ts'
import { mergeFields } from '../src/http/form-body.ts'
import { faultsOf, useRest } from '../src/http/rest-face.ts'
import { grantTokens } from '../src/oauth/access-token.ts'
import { authorize, findLogin, readAuthorization, refuseLogin } from '../src/oauth/authorize.ts'
import type { Signer } from '../src/oauth/id-token.ts'
import { loginPage } from '../src/oauth/login-page.ts'
import { OAuthError } from '../src/oauth/oauth-error.ts'

interface Options {
  readonly signer: Signer
  /** Longest hang, in milliseconds. */
  readonly hangMax: number
}

const tags = ['OAuth 2']
const Anything = Type.Record(Type.String(), Type.Unknown())
const HTML = 'text/html; charset=utf-8'

/** OAuth 2 as the brands' login servers speak it (docs/reference/cvs-oauth.md), under `/am/oauth2`. */
export const oauthRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { signer, hangMax }) => {
  useRest(app, 'oauth')

  app.get('/authorize', {
    schema: { tags, summary: 'Asks who logs in, and sends the browser back with a code', querystring: Anything }
  }, async (request, reply) => {
    const { sandbox, headers } = request
    const query = mergeFields(request.query, undefined)
    const authorization = readAuthorization(query)
    const login = query.login ?? headers['x-login-as']
    const account = login === undefined ? undefined : findLogin(sandbox, String(login))
    try {
      if (await faultsOf(request, reply, { operation: 'oauth.authorize', account, hangMax }) === 'done') return reply
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      recordExchange(request, { status: 'FAILED', httpStatus: 302, code: error.error, reason: error.message })
      return reply.redirect(refuseLogin(authorization, error, query.state), 302)
    }
    if (account !== undefined) return reply.redirect(authorize(sandbox, account, authorization, query.state), 302)
    const page = loginPage(sandbox.accounts.values(), query, login === undefined ? undefined : String(login))
    return reply.code(login === undefined ? 200 : 400).type(HTML).send(page)
  })

  app.post('/access_token', {
    schema: { tags, summary: 'Exchanges a code, or a refresh token, for tokens', response: { 200: Anything } }
  }, async (request, reply) => {
    if (await faultsOf(request, reply, { operation: 'oauth.token', hangMax }) === 'done') return reply
    return await sendTokens(request, reply, signer)
  })

  app.get('/connect/jwk_uri', {
    schema: { tags, summary: 'The keys that id tokens are signed with', response: { 200: Anything } }
  }, async () => ({ keys: [signer.jwk] }))
}

async function sendTokens (request: FastifyRequest, reply: FastifyReply, signer: Signer): Promise<FastifyReply> {
  const { sandbox, headers, query, body } = request
  const granted = grantTokens(sandbox, mergeFields(query, body), basicUser(headers.authorization))
  request.exchange.account = granted.account.id
  const { accessToken, refreshToken, scope, expiresIn } = granted
  return reply.send({
    access_token: accessToken,
    refresh_token: refreshToken,
    scope,
    id_token: await signer.sign(granted, sandbox.clock.now()),
    token_type: 'Bearer',
    expires_in: expiresIn
  })
}

/** Where those who check an id token look for its key. */
export const jwksRoutes: FastifyPluginAsyncTypebox<Pick<Options, 'signer'>> = async (app, { signer }) => {
  app.get('/.well-known/jwks', {
    schema: { tags, summary: 'The keys that id tokens are signed with', response: { 200: Anything } }
  }, async () => ({ keys: [signer.jwk] }))
}
