import t from 'tap'
import { authorize, readAuthorization, refuseLogin } from '../../src/oauth/authorize.ts'
import { OAuthError } from '../../src/oauth/oauth-error.ts'
import { Tokens } from '../../src/oauth/tokens.ts'
import { caught } from '../support/caught.ts'
import { carol, inweboWorld } from '../support/inwebo.ts'

const GOOD = { client_id: 'client', redirect_uri: 'mymap://oauth2redirect/fr' }

/** A request with something changed, and how it is refused: error, reason, and the description where it is one of its own. */
const REFUSALS: ReadonlyArray<[Record<string, string | undefined>, string, string | RegExp, RegExp?]> = [
  [{ client_id: undefined }, 'invalid_request', 'client_id is missing'],
  [{ client_id: '' }, 'invalid_request', 'client_id is missing'],
  [{ redirect_uri: undefined }, 'redirect_uri_mismatch', 'redirect_uri is missing'],
  [{ redirect_uri: 'nowhere' }, 'redirect_uri_mismatch', 'redirect_uri is "nowhere": it should be a URI such as mymap://oauth2redirect/fr'],
  [{ redirect_uri: 'x'.repeat(300) }, 'redirect_uri_mismatch', /^redirect_uri is "x{200}": it/],
  [{ response_type: 'token' }, 'unsupported_response_type', 'response_type is "token": it should be code'],
  [{ response_type: 't'.repeat(300) }, 'unsupported_response_type', /^response_type is "t{200}": /],
  [{ code_challenge: 'x', code_challenge_method: 's256' }, 'invalid_request', 'code_challenge_method is "s256": it should be S256 or plain', /The code challenge method is not supported: use S256./],
  [{ code_challenge: 'x', code_challenge_method: 'p'.repeat(300) }, 'invalid_request', /^code_challenge_method is "p{200}": /, /use S256/],
  [{ scope: 'x'.repeat(2001) }, 'invalid_request', 'scope has 2001 characters: send at most 2000.', /scope has 2001 characters/],
  [{ ['x'.repeat(60)]: 'y'.repeat(2001) }, 'invalid_request', /^x{50} has 2001 characters/, /^x{50} has/]
]

for (const [changed, error, reason, description = /./] of REFUSALS) {
  t.test(`${JSON.stringify(changed).slice(0, 80)} is ${error}`, async (t) => {
    t.match(caught(() => readAuthorization({ ...GOOD, ...changed })), { error, message: reason, description })
  })
}

for (const scheme of ['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:']) {
  t.test(`no app is called back at ${scheme}`, async (t) => {
    t.match(caught(() => readAuthorization({ ...GOOD, redirect_uri: ` ${scheme.toUpperCase()}x` })), { error: 'redirect_uri_mismatch', message: `redirect_uri starts with ${scheme}: no app can be called back at it` })
  })
}

t.test('what an authorization request leaves out', async (t) => {
  t.strictSame(readAuthorization(GOOD), { clientId: 'client', redirectUri: GOOD.redirect_uri, scope: 'openid profile email' })
  t.strictSame(readAuthorization({ ...GOOD, scope: 'openid', code_challenge: 'x', response_type: 'code' }), { clientId: 'client', redirectUri: GOOD.redirect_uri, scope: 'openid', codeChallenge: 'x', codeChallengeMethod: 'plain' })
  t.ok(readAuthorization({ ...GOOD, code_challenge_method: 'odd' }), 'a method without a challenge means nothing')
  t.match(readAuthorization({ ...GOOD, code_challenge: 'x', code_challenge_method: 'S256' }), { codeChallengeMethod: 'S256' })
  t.ok(readAuthorization({ ...GOOD, scope: 'x'.repeat(2000) }))
})

t.test('the browser goes back with a code, or with why there is none', async (t) => {
  const { sandbox } = inweboWorld()
  const authorization = readAuthorization({ ...GOOD, redirect_uri: 'https://app.example/back?x=1', scope: 'openid profile' })
  const url = new URL(authorize(sandbox, carol, authorization, 'a b'))
  const { code, ...others } = Object.fromEntries(url.searchParams)
  t.strictSame(others, { x: '1', scope: 'openid profile', client_id: 'client', state: 'a b' })
  t.match(sandbox.part(Tokens).find('code', code), { account: 'carol', scope: 'openid profile', authorization })
  t.notOk(new URL(authorize(sandbox, carol, authorization, undefined)).searchParams.has('state'))

  const refused = new URL(refuseLogin(authorization, new OAuthError('access_denied', 'why'), 's'))
  t.strictSame(Object.fromEntries(refused.searchParams), { x: '1', error: 'access_denied', error_description: 'The resource owner denied the request.', state: 's' })
  t.notOk(new URL(refuseLogin(authorization, new OAuthError('access_denied', 'why'), undefined)).searchParams.has('state'))
})

t.test('each refusal has its status and its description', async (t) => {
  const statuses = { invalid_grant: 400, redirect_uri_mismatch: 400, unsupported_grant_type: 400, unsupported_response_type: 400, invalid_request: 400, access_denied: 403, invalid_client: 401 } as const
  for (const [error, status] of Object.entries(statuses) as Array<[keyof typeof statuses, number]>) {
    const refusal = new OAuthError(error, 'why')
    t.match(refusal, { statusCode: status, message: 'why', body: { error, error_description: /^[A-Z].*\.$/ } })
  }
  t.strictSame(new OAuthError('invalid_grant', 'why').body, { error: 'invalid_grant', error_description: 'The provided access grant is invalid, expired, or revoked.' })
  t.strictSame(new OAuthError('redirect_uri_mismatch', 'why').body.error_description, 'The redirection URI provided does not match a pre-registered value.')
  t.equal(new OAuthError('invalid_grant', 'why', 'grant is invalid').body.error_description, 'grant is invalid')
})
