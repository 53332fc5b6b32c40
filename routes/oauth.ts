import type { FastifyPluginAsync } from 'fastify'
import { Type } from '@sinclair/typebox'
import { errorForCode } from '../src/cvs/error-for-code.ts'
import type { Answer, Endpoint, Understood } from '../src/http/face/endpoint.ts'
import { basicUser } from '../src/http/bearer.ts'
import { type RequestFields, jsonAnswer, registerJsonFace } from '../src/http/face/json-face.ts'
import { type Granted, grantTokens, revokeToken } from '../src/oauth/access-token.ts'
import { authorize, findLogin, readAuthorization, refuseLogin } from '../src/oauth/authorize.ts'
import { describeAccounts } from '../src/oauth/identify.ts'
import type { Signer } from '../src/oauth/id-token.ts'
import { consentPage, loginPage } from '../src/oauth/login-page.ts'
import { codesMet } from '../src/pims/codes-met.ts'
import { faceHeaders, refusals, textAnswer } from '../src/docs/documented.ts'
import { ErrorSchema } from '../src/wire/error.ts'
import { AuthorizeQuerySchema, JwksSchema, RevokeFormSchema, TokenFormSchema, TokensSchema } from '../src/wire/oauth.ts'
import { OAuthError } from '../src/oauth/oauth-error.ts'
import type { Authorization } from '../src/oauth/tokens.ts'
import type { Account } from '../src/sandbox/accounts/account.ts'
import type { Sandbox } from '../src/sandbox/sandbox.ts'

interface Options {
  readonly signer: Signer
}

const tags = ['OAuth 2']
const FORMS = ['application/x-www-form-urlencoded', 'application/json']
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

/** OAuth 2 as the brands' login servers speak it (docs/reference/cvs-oauth.md), under `/am/oauth2`. */
export const oauthRoutes: FastifyPluginAsync<Options> = async (app, { signer }) => {
  const { serve } = registerJsonFace(app, 'oauth')

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
    config: { documented: { consumes: FORMS, headers: faceHeaders(), body: TokenFormSchema, response: { 200: TokensSchema, ...refusals } } }
  }, serve(tokenEndpoint(signer)))

  app.post('/token/revoke', {
    schema: { tags, summary: 'Revokes an access token, or a refresh token with its access tokens' },
    config: { documented: { consumes: FORMS, headers: faceHeaders(), body: RevokeFormSchema, response: { 200: Type.Object({}), ...refusals } } }
  }, serve(revokeEndpoint))

  app.get('/connect/jwk_uri', {
    schema: { tags, summary: 'The keys that id tokens are signed with' },
    config: { documented: { headers: faceHeaders(), response: { 200: JwksSchema, ...refusals } } }
  }, serve(keysEndpoint(signer)))
}

interface LoginRequest extends Understood {
  readonly query: RequestFields
  readonly authorization: Authorization
  /** Who logs in at once, by a link or a header. */
  readonly login: string | undefined
  /** What was entered into the form of the login page, which asks once more. */
  readonly username: string | undefined
  readonly account: Account | undefined
}

const authorizeEndpoint: Endpoint<RequestFields, LoginRequest, Answer> = {
  read ({ sandbox, headers }, query) {
    const authorization = readAuthorization(query)
    const login = query.login ?? headers['x-login-as']?.toString()
    const { username } = query
    const named = login ?? username
    const account = named === undefined ? undefined : findLogin(sandbox, named)
    const call = { operation: 'oauth.authorize', account: account?.id, device: undefined, phoneNumber: account?.trustedPhoneNumber ?? undefined }
    return { call, query, authorization, login, username, account }
  },
  execute ({ query, authorization, login, username, account }, effect, { sandbox }) {
    if (effect !== null && 'error' in effect) {
      const error = errorForCode(sandbox, 'oauth.authorize', effect.error)
      if (!(error instanceof OAuthError)) throw error
      return { ...redirect(refuseLogin(authorization, error, query.state)), status: 'FAILED', code: error.error, reason: error.message }
    }
    if (account !== undefined && login === undefined) return htmlAnswer(consentPage(account, query))
    if (account !== undefined) return redirect(authorize(sandbox, account, authorization, query.state))
    return showLoginPage(sandbox, query, login ?? username)
  },
  answer: (answer) => answer
}

const redirect = (location: string): Answer => ({ httpStatus: 302, headers: { location }, status: 'SUCCEEDED' })

const htmlAnswer = (body: string): Answer => ({ httpStatus: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body, status: 'SUCCEEDED' })

/** What an account meets first by its own state, as the console has it too. */
function failureOf (account: Account): string | undefined {
  const [met] = codesMet(account)
  return met === undefined ? undefined : `fails with ${met.code}: ${met.why}`
}

function showLoginPage (sandbox: Sandbox, query: RequestFields, unknown: string | undefined): Answer {
  const answer = htmlAnswer(loginPage(sandbox.accounts.values(), query, unknown, failureOf))
  if (unknown === undefined) return answer
  return { ...answer, httpStatus: 400, status: 'FAILED', reason: `no account has the id or login "${unknown.slice(0, 200)}". ${describeAccounts(sandbox)}` }
}

const tokenEndpoint = (signer: Signer): Endpoint<RequestFields, Understood & { readonly fields: RequestFields }, Granted> => ({
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

const revokeEndpoint: Endpoint<RequestFields, Understood & { readonly fields: RequestFields }, unknown> = {
  read: (_request, fields) => ({ fields, call: { operation: 'oauth.revoke', account: undefined, device: undefined, phoneNumber: undefined } }),
  execute ({ fields }, effect, { sandbox, headers }) {
    if (effect !== null && 'error' in effect) throw errorForCode(sandbox, 'oauth.revoke', effect.error)
    return revokeToken(sandbox, fields, basicUser(headers.authorization))
  },
  answer: jsonAnswer
}

const keysEndpoint = (signer: Signer): Endpoint<RequestFields, Understood, unknown> => ({
  read: () => ({ call: { operation: undefined, account: undefined, device: undefined, phoneNumber: undefined } }),
  execute: () => ({ keys: [signer.jwk] }),
  answer: jsonAnswer
})

/** Where those who check an id token look for its key. */
export const jwksRoutes: FastifyPluginAsync<Options> = async (app, { signer }) => {
  app.get('/.well-known/jwks', {
    schema: { tags, summary: 'The keys that id tokens are signed with', response: { 200: JwksSchema, '4xx': ErrorSchema } }
  }, async () => ({ keys: [signer.jwk] }))
}
