// @ts-nocheck
import { createHash } from 'node:crypto'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import t from 'tap'
import { advance, authorizeQuery, codeGrant, startClient } from '../support/clients.ts'
import { NOON } from '../support/start.ts'

const GRANT = { error: 'invalid_grant', error_description: 'The provided access grant is invalid, expired, or revoked.' }

t.test('the login page lists the accounts of the sandbox, and each link logs in', async (t) => {
  const { authorize, app } = await startClient(t)
  const page = await authorize()
  t.equal(page.statusCode, 200)
  t.match(page.headers['content-type'], /html/)
  const [, link = ''] = /href="([^"]*login=carol[^"]*)"/.exec(page.payload) ?? []
  const followed = await app.inject({ url: `/am/oauth2/authorize${link.replaceAll('&amp;', '&')}` })
  t.equal(followed.statusCode, 302)
  t.match(followed.headers.location, /^mymap:\/\/oauth2redirect\/fr\?code=[0-9a-f-]{36}&scope=openid\+profile&client_id=client&state=opaque$/)
})

t.test('a login is given by query or header, by id or login name; an unknown one is said so', async (t) => {
  const { authorize } = await startClient(t)
  for (const response of [await authorize({ login: 'bob' }), await authorize({ login: 'bob@example.com' }), await authorize({}, { 'x-login-as': 'bob' })]) {
    t.equal(response.statusCode, 302)
  }
  const unknown = await authorize({ login: '<b>nobody' })
  t.equal(unknown.statusCode, 400)
  t.match(unknown.payload, /There is no account “&lt;b&gt;nobody”/)
})

t.test('the page lists the first 200 accounts and takes any other', async (t) => {
  const { authorize, admin } = await startClient(t)
  for (let number = 0; number < 200; number++) await admin('PUT', `accounts/user-${number}`, {})
  const { payload } = await authorize()
  t.equal(payload.match(/<li>/g)?.length, 200)
  t.match(payload, /and others: type one/)
})

t.test('a bad authorization request is refused before anybody logs in', async (t) => {
  const { authorize } = await startClient(t)
  const refusals = [
    { query: { client_id: '' }, error: 'invalid_request' },
    { query: { redirect_uri: 'javascript:alert(1)' }, error: 'redirect_uri_mismatch' },
    { query: { response_type: 'token' }, error: 'unsupported_response_type' },
    { query: { code_challenge_method: 'plain' }, error: 'invalid_request' }
  ]
  for (const { query, error } of refusals) {
    const response = await authorize({ login: 'alice', ...query })
    t.match({ status: response.statusCode, ...response.json() as object }, { status: 400, error })
  }
})

t.test('a code is worth tokens once, to who can verify it', async (t) => {
  const { form, codeFor } = await startClient(t)
  const code = await codeFor('alice')
  t.match(await form({ ...codeGrant, code, code_verifier: 'another' }), { status: 400, body: GRANT })
  t.match(await form({ ...codeGrant, code, redirect_uri: 'mymap://elsewhere' }), { status: 400, body: { error: 'redirect_uri_mismatch' } })
  t.match(await form({ ...codeGrant, code }, {}), { status: 401, body: { error: 'invalid_client' } })
  t.match(await form({ ...codeGrant, code, client_id: 'client' }, {}), {
    status: 200,
    body: { access_token: /^[0-9a-f-]{36}$/, refresh_token: /^[0-9a-f-]{36}$/, scope: 'openid profile', token_type: 'Bearer', expires_in: 3599, id_token: String }
  }, 'a client may name itself in the body')
  t.match(await form({ ...codeGrant, code }), { status: 400, body: GRANT }, 'used')
  t.match(await form({ grant_type: 'password' }), { status: 400, body: { error: 'unsupported_grant_type' } })
})

t.test('parameters may be in the query, as Home Assistant sends them', async (t) => {
  const { call, codeFor } = await startClient(t)
  const query = { ...codeGrant, code: await codeFor('alice') }
  const headers = { authorization: 'Basic Y2xpZW50OnNlY3JldA==', 'content-type': 'application/x-www-form-urlencoded' }
  t.match(await call({ method: 'POST', url: '/am/oauth2/access_token', query, headers }), { status: 200, body: { expires_in: 3599 } })
})

t.test('a refresh token is worth new access tokens until it dies', async (t) => {
  const client = await startClient(t)
  const { login, form, admin } = client
  const { refresh_token: token, access_token: first } = await login('alice')
  const refresh = async () => await form({ grant_type: 'refresh_token', scope: 'openid profile', refresh_token: String(token) })
  const { body } = await refresh()
  t.match(body, { refresh_token: token })
  t.not(body?.access_token, first)
  await admin('DELETE', 'accounts/alice')
  t.match(await refresh(), { status: 400, body: { error: 'invalid_grant', error_description: 'grant is invalid' } })
  await advance(client, 'P31D')
  t.match(await refresh(), { status: 400, body: { error: 'invalid_grant', error_description: 'grant is invalid' } })
})

t.test('the id token is signed by a published key and says who logged in', async (t) => {
  const { login, call } = await startClient(t)
  const { id_token: idToken, access_token: accessToken } = await login('alice')
  const { body } = await call({ url: '/.well-known/jwks' })
  t.strictSame((await call({ url: '/am/oauth2/connect/jwk_uri' })).body, body)
  const keys = createLocalJWKSet(body as unknown as JSONWebKeySet)
  const { payload, protectedHeader } = await jwtVerify(String(idToken), keys, { currentDate: new Date(NOON), audience: 'client', issuer: 'https://idpcvs.peugeot.com:443/am/oauth2' })
  t.equal(protectedHeader.alg, 'RS256')
  t.match(payload, { sub: 'AP-ACNT200000000001', realm: '/clientsB2CPeugeot', tokenType: 'JWTToken', azp: 'client', email: 'alice@example.com', iat: NOON / 1000 })
  t.equal(payload.at_hash, createHash('sha256').update(String(accessToken)).digest().subarray(0, 16).toString('base64url'))
})

t.test('an access token speaks for its account on the PIMS face until it expires', async (t) => {
  const client = await startClient(t)
  const { login, get } = client
  const as = String((await login('carol')).access_token)
  t.match(await get('trustedphonenumber', {}, { as }), { status: 200 })
  await advance(client, 'PT1H')
  t.match(await get('trustedphonenumber', {}, { as }), { status: 401, body: { error: { code: 2301 } } })
})

t.test('faults speak OAuth, and a cancelled login goes back to the app', async (t) => {
  const { admin, authorize, form, app } = await startClient(t)
  await admin('PUT', 'faults/2368')
  const { headers } = await authorize({ login: 'alice' })
  t.match(headers.location, /^mymap:\/\/oauth2redirect\/fr\?error=access_denied&.*state=opaque$/)
  t.match(await form({ grant_type: 'refresh_token' }, { 'x-fault': '2301' }), { status: 400, body: { error: 'invalid_grant' } })
  t.match(await form({ grant_type: 'refresh_token' }, { 'x-fault': '2204' }), { status: 500, text: '' })
  t.match(await authorize({ login: 'alice' }, { 'x-fault': '2204' }), { statusCode: 500 })
  const bad = await app.inject({ url: '/am/oauth2/authorize', query: authorizeQuery, headers: { 'x-fault': '1' } })
  t.match({ status: bad.statusCode, ...bad.json() as object }, { status: 400, message: /X-Fault takes/ })
})
