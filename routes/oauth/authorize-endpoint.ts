import type { Understood } from '../../src/calls/endpoint.ts'
import type { HttpAnswer, HttpEndpoint } from '../../src/http/face/endpoint.ts'
import type { RequestFields } from '../../src/http/face/json-face.ts'
import { authorize, readAuthorization, refuseLogin } from '../../src/oauth/authorize.ts'
import { injectedError } from '../../src/oauth/error-for-code.ts'
import { describeAccounts } from '../../src/accounts/identify.ts'
import { consentPage, loginPage } from '../../src/oauth/login-page.ts'
import { oauthEndpoints } from '../../src/oauth/targets.ts'
import { codesMet } from '../../src/pims/codes-met.ts'
import { callOf } from '../../src/targets/call.ts'
import type { Account } from '../../src/sandbox/accounts/account.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { refuseRepeated } from './refuse-repeated.ts'

interface LoginRequest extends Understood {
  readonly query: RequestFields
  /** Who logs in at once, by a link or a header. */
  readonly login: string | undefined
  /** What was entered into the form of the login page, which asks once more. */
  readonly username: string | undefined
  readonly account: Account | undefined
}

/** Asks who logs in, and sends the browser back with a code. */
export const authorizeEndpoint: HttpEndpoint<RequestFields, LoginRequest, HttpAnswer> = {
  read ({ sandbox, headers }, query) {
    const login = query.login ?? headers['x-login-as']?.toString()
    const { username } = query
    const named = login ?? username
    const account = named === undefined ? undefined : sandbox.accounts.findLogin(named)
    return { call: callOf(oauthEndpoints.authorize.id, account), query, login, username, account }
  },
  execute ({ query, login, username, account }, effect, request) {
    const { sandbox } = request
    refuseRepeated(request)
    const authorization = readAuthorization(query)
    const error = injectedError(oauthEndpoints.authorize, effect, sandbox)
    if (error !== undefined) {
      return { ...redirect(refuseLogin(authorization, error, query.state)), status: 'FAILED', code: error.error, reason: error.message }
    }
    if (account !== undefined && login === undefined) return htmlAnswer(consentPage(account, query))
    if (account !== undefined) return redirect(authorize(sandbox, account, authorization, query.state))
    return showLoginPage(sandbox, query, login ?? username)
  },
  answer: (answer) => answer
}

const redirect = (location: string): HttpAnswer => ({ httpStatus: 302, headers: { location }, status: 'SUCCEEDED' })

const htmlAnswer = (body: string): HttpAnswer => ({ httpStatus: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body, status: 'SUCCEEDED' })

/** What an account meets first by its own state, as the console has it too. */
function failureOf (account: Account): string | undefined {
  const [met] = codesMet(account)
  return met === undefined ? undefined : `fails with ${met.code}: ${met.why}`
}

function showLoginPage (sandbox: Sandbox, query: RequestFields, unknown: string | undefined): HttpAnswer {
  const answer = htmlAnswer(loginPage(sandbox.accounts.values(), query, unknown, failureOf))
  if (unknown === undefined) return answer
  return { ...answer, httpStatus: 400, status: 'FAILED', reason: `no account has the id or login "${unknown.slice(0, 200)}". ${describeAccounts(sandbox)}` }
}
