import { createHash } from 'node:crypto'
import t, { type Test } from 'tap'
import { grantTokens, revokeToken, type TokenParameters } from '../../src/oauth/access-token.ts'
import type { Authorization } from '../../src/oauth/token.ts'
import { Tokens } from '../../src/oauth/tokens.ts'
import { DAY } from '../../src/lib/day.ts'
import type { Settings } from '../../src/sandbox/settings.ts'
import { caught } from '../support/caught.ts'
import { carol, inweboWorld } from '../support/inwebo.ts'

const VERIFIER = 'a-verifier'
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')
const S256 = { codeChallenge: CHALLENGE, codeChallengeMethod: 'S256' as const }
const REDIRECT = 'mymap://oauth2redirect/fr'

/** A world with a pending code, and the exchange of it with something changed. */
function codeWorld (authorization: Partial<Authorization> = S256) {
  const { sandbox, wait } = inweboWorld()
  const { value: code } = sandbox.part(Tokens).issue('code', carol, 'openid', { authorization: { clientId: 'client', redirectUri: REDIRECT, scope: 'openid', ...authorization } })
  const exchange = (changed: TokenParameters = {}, basicClients: readonly string[] = ['client']) =>
    grantTokens(sandbox, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: VERIFIER, ...changed }, basicClients)
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
  [{ code: 'x' }, 'invalid_grant', /this sandbox has no such authorization code/],
  [{ redirect_uri: 'mymap://other' }, 'redirect_uri_mismatch', `redirect_uri is "mymap://other", the authorization request said "${REDIRECT}"`],
  [{ redirect_uri: undefined }, 'invalid_request', `redirect_uri is missing: send the one of the authorization request again, "${REDIRECT}"`],
  [{ code_verifier: 'x' }, 'invalid_grant', `code_verifier does not fit: its SHA-256 in base64url is ${createHash('sha256').update('x').digest('base64url')}, the code_challenge was ${CHALLENGE}`],
  [{}, 'invalid_grant', 'the code was given to the client "client", not to "other"', 'other'],
  [{}, 'invalid_client', 'no client is named: send Authorization: Basic base64(client_id:client_secret), or client_id', '']
]

for (const [changed, error, reason, client = 'client'] of REFUSALS) {
  t.test(`${error}: ${String(reason)}`, async (t) => {
    const { exchange } = codeWorld()
    t.match(caught(() => exchange(changed, [client])), { error, message: reason })
    t.ok(exchange(), 'the code is not used up')
  })
}

t.test('a client may name itself in the body', async (t) => {
  const { sandbox, code } = codeWorld({})
  t.match(grantTokens(sandbox, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, client_id: 'client' }), { clientId: 'client' })
  t.match(caught(() => grantTokens(sandbox, { grant_type: 'authorization_code', code })), { error: 'invalid_client' })
})

t.test('Basic credentials are read either way, and the tokens are those of the client that the code was given to', async (t) => {
  for (const names of [['client'], ['cli ent', 'client'], ['client', 'cli%65nt']]) t.equal(codeWorld().exchange({}, names).clientId, 'client', names.join())
  t.match(caught(() => codeWorld().exchange({}, ['one', 'two'])), { error: 'invalid_grant', message: /to the client "client", not to "one"/ })
})

t.test('a code without a challenge needs no verifier', async (t) => {
  t.equal(codeWorld({}).exchange({ code_verifier: undefined }).violation, undefined)
})

t.test('a code with a challenge is given out without a verifier too, and the client is told', async (t) => {
  t.equal(codeWorld().exchange({ code_verifier: undefined }).violation, 'code_verifier is missing, although the authorization request had a code_challenge')
  t.equal(codeWorld().exchange().violation, undefined)
})

t.test('the nonce of an authorization request goes with its code, and not with a refresh', async (t) => {
  const { sandbox, exchange } = codeWorld({ nonce: 'n-1' })
  const { nonce, refreshToken } = exchange()
  t.equal(nonce, 'n-1')
  t.equal(grantTokens(sandbox, { grant_type: 'refresh_token', refresh_token: refreshToken }, ['client']).nonce, undefined)
})

t.test('the password grant is what the real service has made of it', async (t) => {
  const { sandbox } = codeWorld()
  t.match(caught(() => grantTokens(sandbox, { grant_type: 'password', username: 'carol', password: 'x' }, ['client'])), {
    statusCode: 400,
    body: { error: 'server_error', error_description: 'Internal Server Error' },
    message: /send the user to \/am\/oauth2\/authorize/
  })
})

/** A world with a login, and the refresh of any of its tokens. */
function refreshWorld (t: Test, more: Partial<Settings> = {}) {
  const { sandbox, wait } = inweboWorld(more)
  const { value: code } = sandbox.part(Tokens).issue('code', carol, 'openid', { authorization: { clientId: 'client', redirectUri: REDIRECT, scope: 'openid' } })
  const tokens = sandbox.part(Tokens)
  const refresh = (token: string, clients: readonly string[] = ['client']) => grantTokens(sandbox, { grant_type: 'refresh_token', refresh_token: token }, clients)
  const dead = (token: string, message: RegExp) => t.match(caught(() => refresh(token)), { error: 'invalid_grant', description: 'grant is invalid', message })
  const login = grantTokens(sandbox, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT }, ['client'])
  return { sandbox, wait, tokens, refresh, dead, login }
}

t.test('each refresh gives a new refresh token; the earlier access tokens live on', async (t) => {
  const { refresh, dead, login, tokens } = refreshWorld(t)
  const again = refresh(login.refreshToken)
  t.match(again, { scope: 'openid', account: { id: 'carol' }, clientId: 'client' })
  t.not(again.refreshToken, login.refreshToken)
  t.not(again.accessToken, login.accessToken)
  t.ok(tokens.find('access', login.accessToken))
  t.ok(refresh(again.refreshToken))
  dead(login.accessToken, /this is the access token of carol, not the refresh token/)
})

t.test('a refresh token works once, and the one that came of it lives on', async (t) => {
  const { refresh, dead, login, tokens } = refreshWorld(t)
  const { refreshToken, accessToken } = refresh(login.refreshToken)
  dead(login.refreshToken, /was replaced by a new one at 2023-11-14T22:13:20.000Z: it works once, keep the one that each answer brings, and let two refreshes wait for each other \(REFRESH_ROTATION=false/)
  t.ok(tokens.find('access', accessToken))
  t.ok(refresh(refreshToken))
})

t.test('a refresh token lives seven days from when it was given out, so a login that is refreshed never ends', async (t) => {
  const { refresh, dead, login, wait } = refreshWorld(t)
  let { refreshToken } = login
  for (let week = 0; week < 3; week++) {
    wait(7 * DAY - 1)
    refreshToken = refresh(refreshToken).refreshToken
  }
  wait(7 * DAY)
  dead(refreshToken, /lives 604800 s/)
})

t.test('a refresh token is its client\'s alone', async (t) => {
  const { refresh, login } = refreshWorld(t)
  t.match(caught(() => refresh(login.refreshToken, ['other'])), { error: 'invalid_grant', message: 'the refresh token was given to the client "client", not to "other"' })
  const { refreshToken } = refresh(login.refreshToken)
  t.match(caught(() => refresh(refreshToken, ['other'])), { error: 'invalid_grant' }, 'and so is the one that comes of it')
  t.ok(refresh(refreshToken, ['decoded', 'client']))
})

t.test('without rotation a refresh token stays the same and lives thirty days', async (t) => {
  const { refresh, dead, login, wait, tokens } = refreshWorld(t, { refreshRotation: false })
  wait(30 * DAY - 1)
  const again = refresh(login.refreshToken)
  t.equal(again.refreshToken, login.refreshToken)
  t.ok(tokens.find('access', again.accessToken))
  wait(1)
  dead(login.refreshToken, /lives 2592000 s/)
})

t.test('a login that is refreshed outlives those that are not, when memory is short', async (t) => {
  const { refresh, login, tokens } = refreshWorld(t)
  const { refreshToken: second } = refresh(login.refreshToken)
  for (let idle = 0; idle < 1000; idle++) tokens.issue('refresh', carol, '')
  const { refreshToken } = refresh(second)
  for (let round = 0; round < 10; round++) tokens.forgetHistory()
  t.ok(refresh(refreshToken))
})

t.test('a grant of an account that is gone is dead', async (t) => {
  const { sandbox, exchange } = codeWorld()
  const { refreshToken } = exchange()
  const { value: code } = sandbox.part(Tokens).issue('code', carol, '', { authorization: { clientId: 'client', redirectUri: REDIRECT, scope: '' } })
  sandbox.accounts.delete('carol')
  const gone = { error: 'invalid_grant', message: 'the account carol of this grant was deleted', description: 'grant is invalid' }
  t.match(caught(() => grantTokens(sandbox, { grant_type: 'refresh_token', refresh_token: refreshToken }, ['client'])), gone)
  t.match(caught(() => grantTokens(sandbox, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT }, ['client'])), gone)
})

t.test('revoking ends an access token, a refresh token with its access tokens, and nothing else', async (t) => {
  const { sandbox, exchange, tokens } = codeWorld()
  const { refreshToken, accessToken } = exchange()
  const other = tokens.issue('remoteRefresh', carol, '')
  const revoke = (token: string | undefined, basicClients: readonly string[] = ['client']) => revokeToken(sandbox, { token }, basicClients)
  t.strictSame(revoke('unknown'), {})
  t.strictSame(revoke(other.value), {})
  t.ok(tokens.find('remoteRefresh', other.value), 'a remote token is none of OAuth')
  t.strictSame(revoke(accessToken), {})
  t.equal(tokens.find('access', accessToken), undefined)
  const refresh = (token: string) => grantTokens(sandbox, { grant_type: 'refresh_token', refresh_token: token }, ['client'])
  const second = refresh(refreshToken)
  const third = refresh(second.refreshToken)
  t.match(caught(() => revoke(third.refreshToken, ['other'])), { error: 'invalid_grant', message: 'the refresh token was given to the client "client", not to "other"' })
  t.match(caught(() => revoke(second.accessToken, ['other'])), { error: 'invalid_grant', message: 'the access token was given to the client "client", not to "other"' })
  t.strictSame(revoke(second.refreshToken), {}, 'one that was replaced is as unknown')
  t.ok(tokens.find('refresh', third.refreshToken))
  t.strictSame(revoke(third.refreshToken), {})
  for (const { refreshToken: later, accessToken: access } of [second, third]) {
    t.equal(tokens.find('refresh', later), undefined, 'all of the login ends with its refresh token')
    t.equal(tokens.find('access', access), undefined)
  }
  t.match(tokens.explain('access', second.accessToken), 'the access token was revoked, together with its refresh token')
  for (const missing of [undefined, '']) t.match(caught(() => revoke(missing)), { error: 'invalid_request', message: 'token is missing: send the access token or the refresh token to revoke' })
  t.match(caught(() => revoke('x', [''])), { error: 'invalid_client' })
})
