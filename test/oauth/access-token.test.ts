import { createHash } from 'node:crypto'
import t from 'tap'
import { grantTokens, revokeToken, type TokenParameters } from '../../src/oauth/access-token.ts'
import { Tokens } from '../../src/oauth/tokens.ts'
import { caught } from '../support/caught.ts'
import { carol, inweboWorld } from '../support/inwebo.ts'

const VERIFIER = 'a-verifier'
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')
const REDIRECT = 'mymap://oauth2redirect/fr'

/** A world with a pending code, and the exchange of it with something changed. */
function codeWorld (authorization: { codeChallenge?: string } = { codeChallenge: CHALLENGE }) {
  const { sandbox, wait } = inweboWorld()
  const { value: code } = sandbox.part(Tokens).issue('code', carol, 'openid', { authorization: { clientId: 'client', redirectUri: REDIRECT, scope: 'openid', ...authorization } })
  const exchange = (changed: TokenParameters = {}, basicClient: string | undefined = 'client') =>
    grantTokens(sandbox, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: VERIFIER, ...changed }, basicClient)
  return { sandbox, wait, code, exchange, tokens: sandbox.part(Tokens) }
}

t.test('a code is worth an access and a refresh token of its account and scope, once', async (t) => {
  const { exchange, tokens } = codeWorld()
  const granted = exchange()
  t.match(granted, { account: { id: 'carol' }, clientId: 'client', scope: 'openid', expiresIn: 3599 })
  t.match(tokens.find('access', granted.accessToken), { account: 'carol', scope: 'openid', refreshToken: granted.refreshToken })
  t.match(tokens.find('refresh', granted.refreshToken), { account: 'carol', scope: 'openid' })
  t.match(caught(exchange), { error: 'invalid_grant', message: /was used at/, description: /^The provided access grant/ })
})

/** What is changed, and how it is refused. */
const REFUSALS: ReadonlyArray<[TokenParameters, string, string | RegExp, string?]> = [
  [{ grant_type: undefined }, 'unsupported_grant_type', 'grant_type is missing: it should be authorization_code or refresh_token'],
  [{ grant_type: 'p'.repeat(300) }, 'unsupported_grant_type', /^grant_type is "p{200}": /],
  [{ code: undefined }, 'invalid_grant', 'there is no authorization code in the request'],
  [{ code: 'x' }, 'invalid_grant', /this is no authorization code of the sandbox/],
  [{ redirect_uri: 'mymap://other' }, 'redirect_uri_mismatch', `redirect_uri is "mymap://other", the authorization request said "${REDIRECT}"`],
  [{ code_verifier: undefined }, 'invalid_grant', 'code_verifier is missing: the authorization request had a code_challenge'],
  [{ code_verifier: 'x' }, 'invalid_grant', `code_verifier does not fit: its SHA-256 in base64url is ${createHash('sha256').update('x').digest('base64url')}, the code_challenge was ${CHALLENGE}`],
  [{}, 'invalid_grant', 'the code was given to the client "client", not to "other"', 'other'],
  [{}, 'invalid_client', 'no client is named: send Authorization: Basic base64(client_id:client_secret), or client_id', '']
]

for (const [changed, error, reason, client = 'client'] of REFUSALS) {
  t.test(`${error}: ${String(reason)}`, async (t) => {
    const { exchange } = codeWorld()
    t.match(caught(() => exchange(changed, client)), { error, message: reason })
    t.ok(exchange(), 'the code is not used up')
  })
}

t.test('a client may name itself in the body, and leave out the redirect_uri', async (t) => {
  const { sandbox, code } = codeWorld({})
  t.match(grantTokens(sandbox, { grant_type: 'authorization_code', code, client_id: 'client' }, undefined), { clientId: 'client' })
  t.match(caught(() => grantTokens(sandbox, { grant_type: 'authorization_code', code }, undefined)), { error: 'invalid_client' })
})

t.test('a code without a challenge needs no verifier', async (t) => {
  t.ok(codeWorld({}).exchange({ code_verifier: undefined }))
})

t.test('a refresh token is worth access tokens, and stays the same', async (t) => {
  const { sandbox, exchange, tokens } = codeWorld()
  const { refreshToken, accessToken } = exchange()
  const again = grantTokens(sandbox, { grant_type: 'refresh_token', refresh_token: refreshToken }, 'client')
  t.match(again, { refreshToken, scope: 'openid', account: { id: 'carol' } })
  t.not(again.accessToken, accessToken)
  t.ok(tokens.find('access', accessToken), 'the earlier one lives on')
  t.match(caught(() => grantTokens(sandbox, { grant_type: 'refresh_token', refresh_token: accessToken }, 'client')), { error: 'invalid_grant', message: /this is the access token of carol, not the refresh token/, description: 'grant is invalid' })
})

t.test('a grant of an account that is gone is dead', async (t) => {
  const { sandbox, exchange } = codeWorld()
  const { refreshToken } = exchange()
  const { value: code } = sandbox.part(Tokens).issue('code', carol, '', { authorization: { clientId: 'client', redirectUri: REDIRECT, scope: '' } })
  sandbox.accounts.delete('carol')
  const gone = { error: 'invalid_grant', message: 'the account carol of this grant was deleted', description: 'grant is invalid' }
  t.match(caught(() => grantTokens(sandbox, { grant_type: 'refresh_token', refresh_token: refreshToken }, 'client')), gone)
  t.match(caught(() => grantTokens(sandbox, { grant_type: 'authorization_code', code }, 'client')), gone)
})

t.test('revoking ends an access token, a refresh token with its access tokens, and nothing else', async (t) => {
  const { sandbox, exchange, tokens } = codeWorld()
  const { refreshToken, accessToken } = exchange()
  const other = tokens.issue('remoteRefresh', carol, '')
  const revoke = (token: string | undefined, basicClient: string | undefined = 'client') => revokeToken(sandbox, { token }, basicClient)
  t.strictSame(revoke('unknown'), {})
  t.strictSame(revoke(other.value), {})
  t.ok(tokens.find('remoteRefresh', other.value), 'a remote token is none of OAuth')
  t.strictSame(revoke(accessToken), {})
  t.equal(tokens.find('access', accessToken), undefined)
  const { accessToken: second } = grantTokens(sandbox, { grant_type: 'refresh_token', refresh_token: refreshToken }, 'client')
  t.strictSame(revoke(refreshToken), {})
  t.equal(tokens.find('refresh', refreshToken), undefined)
  t.equal(tokens.find('access', second), undefined)
  for (const missing of [undefined, '']) t.match(caught(() => revoke(missing)), { error: 'invalid_request', message: 'token is missing: send the access token or the refresh token to revoke' })
  t.match(caught(() => revoke('x', '')), { error: 'invalid_client' })
})
