// @ts-nocheck
import type { FastifyPluginAsync } from 'fastify'
import { Type } from '@sinclair/typebox'
import { errorForCode } from '../src/cvs/error-for-code.ts'
import type { Answer, Endpoint, Understood } from '../src/http/endpoint.ts'
import { basicUser } from '../src/http/bearer.ts'
import { type Fields, jsonAnswer, registerJsonFace } from '../src/http/json-face.ts'
import { type Granted, grantTokens } from '../src/oauth/access-token.ts'
import { authorize, findLogin, readAuthorization, refuseLogin } from '../src/oauth/authorize.ts'
import type { Signer } from '../src/oauth/id-token.ts'
import { loginPage } from '../src/oauth/login-page.ts'
import { OAuthError } from '../src/oauth/oauth-error.ts'
import type { Authorization } from '../src/oauth/tokens.ts'
import type { Account } from '../src/sandbox/account.ts'

interface Options {
  readonly signer: Signer
}

const tags = ['OAuth 2']
const Anything = Type.Record(Type.String(), Type.Unknown())

/** OAuth 2 as the brands' login servers speak it (docs/reference/cvs-oauth.md), under `/am/oauth2`. */
export const oauthRoutes: FastifyPluginAsync<Options> = async (app, { signer }) => {
  const { serve } = registerJsonFace(app, 'oauth')

  app.get('/authorize', {
    schema: { tags, summary: 'Asks who logs in, and sends the browser back with a code', querystring: Anything }
  }, serve(authorizeEndpoint))

  app.post('/access_token', {
    schema: { tags, summary: 'Exchanges a code, or a refresh token, for tokens', response: { 200: Anything } }
  }, serve(tokenEndpoint(signer)))

  app.get('/connect/jwk_uri', {
    schema: { tags, summary: 'The keys that id tokens are signed with', response: { 200: Anything } }
  }, serve(keysEndpoint(signer)))
}

interface LoginRequest extends Understood {
  readonly query: Fields
  readonly authorization: Authorization
  /** What the user entered on the login page. */
  readonly login: string | undefined
  readonly account: Account | undefined
}

const authorizeEndpoint: Endpoint<Fields, LoginRequest, Answer> = {
  read ({ sandbox, headers }, query) {
    const authorization = readAuthorization(query)
    const login = query.login ?? headers['x-login-as']?.toString()
    const account = login === undefined ? undefined : findLogin(sandbox, login)
    const call = { operation: 'oauth.authorize', account: account?.id, device: undefined, phoneNumber: account?.trustedPhoneNumber ?? undefined }
    return { call, query, authorization, login, account }
  },
  execute ({ query, authorization, login, account }, effect, { sandbox }) {
    if (effect !== null && 'error' in effect) {
      const error = errorForCode(sandbox, 'oauth.authorize', effect.error)
      if (!(error instanceof OAuthError)) throw error
      return { ...redirect(refuseLogin(authorization, error, query.state)), status: 'FAILED', code: error.error, reason: error.message }
    }
    if (account !== undefined) return redirect(authorize(sandbox, account, authorization, query.state))
    return showLoginPage(loginPage(sandbox.accounts.values(), query, login), login)
  },
  answer: (answer) => answer
}

const redirect = (location: string): Answer => ({ httpStatus: 302, headers: { location }, status: 'SUCCEEDED' })

const showLoginPage = (body: string, login: string | undefined): Answer => ({
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
  ...login === undefined
    ? { httpStatus: 200, status: 'SUCCEEDED' }
    : { httpStatus: 400, status: 'FAILED', reason: `there is no account ${login} in this sandbox` }
})

const tokenEndpoint = (signer: Signer): Endpoint<Fields, Understood & { readonly fields: Fields }, Granted> => ({
  read: (_request, fields) => ({ fields, call: { operation: 'oauth.token', account: undefined, device: undefined, phoneNumber: undefined } }),
  execute ({ fields, call }, effect, { sandbox, headers, draft }) {
    if (effect !== null && 'error' in effect) throw errorForCode(sandbox, 'oauth.token', effect.error)
    const granted = grantTokens(sandbox, fields, basicUser(headers.authorization))
    draft.call = { ...call, account: granted.account.id }
    return granted
  },
  async answer (granted, { sandbox }) {
    const { accessToken, refreshToken, scope, expiresIn } = granted
    return jsonAnswer({
      access_token: accessToken,
      refresh_token: refreshToken,
      scope,
      id_token: await signer.sign(granted, sandbox.clock.now()),
      token_type: 'Bearer',
      expires_in: expiresIn
    })
  }
})

const keysEndpoint = (signer: Signer): Endpoint<Fields, Understood, unknown> => ({
  read: () => ({ call: { operation: undefined, account: undefined, device: undefined, phoneNumber: undefined } }),
  execute: () => ({ keys: [signer.jwk] }),
  answer: jsonAnswer
})

/** Where those who check an id token look for its key. */
export const jwksRoutes: FastifyPluginAsync<Options> = async (app, { signer }) => {
  app.get('/.well-known/jwks', {
    schema: { tags, summary: 'The keys that id tokens are signed with', response: { 200: Anything } }
  }, async () => ({ keys: [signer.jwk] }))
}
