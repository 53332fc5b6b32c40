import { createHash } from 'node:crypto'
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose'
import t from 'tap'
import { advance, authorizeQuery, type Client, codeGrant, startClient } from '../support/clients.ts'
import { NOON } from '../support/start.ts'

const GRANT = { error: 'invalid_grant', error_description: 'The provided access grant is invalid, expired, or revoked.' }

const DEAD = { error: 'invalid_grant', error_description: 'grant is invalid' }

/** The reason of the newest journal entry. */
async function why ({ admin }: Pick<Client, 'admin'>): Promise<unknown> {
  const { body } = await admin('GET', 'requests?limit=1')
  return (body?.requests as Array<{ reason: unknown }>)[0]?.reason
}

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

t.test('an automatic login fills the forms that it fills on the vendor\'s page', async (t) => {
  const { authorize, app, form } = await startClient(t)
  const submit = async (html: string, id: string, fields: Record<string, string> = {}) => {
    const [, action = ''] = new RegExp(`<form id="${id}" method="post" action="([^"]*)">[^]*?<input type="submit"`).exec(html) ?? []
    t.ok(action, id)
    return await app.inject({ method: 'POST', url: `/am/oauth2/authorize${action.replaceAll('&amp;', '&')}`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(fields).toString() })
  }
  const login = (await authorize()).payload
  for (const name of ['username', 'password']) t.match(login, `<input name="${name}"`)
  t.match(await submit(login, 'gigya-login-form', { username: 'nobody', password: 'x' }), { statusCode: 400, payload: /There is no account “nobody”/ })
  const consent = await submit(login, 'gigya-login-form', { username: 'carol@example.com', password: 'secret' })
  t.match(consent, { statusCode: 200, payload: /wants to act for carol/ })
  t.notMatch(consent.payload, 'secret')
  const { statusCode, headers } = await submit(consent.payload, 'cvs_from')
  t.equal(statusCode, 302)
  const back = new URL(String(headers.location))
  t.equal(back.searchParams.get('state'), 'opaque')
  t.match(await form({ ...codeGrant, code: back.searchParams.get('code') ?? '' }), { status: 200 })
})

t.test('the page of a login that failed leads on to others', async (t) => {
  const { authorize, app } = await startClient(t)
  const { payload } = await authorize({ login: 'nobody' })
  const [, action = ''] = /<form id="gigya-login-form" method="post" action="([^"]*)"/.exec(payload) ?? []
  t.notMatch(action, 'nobody')
  const { statusCode } = await app.inject({ method: 'POST', url: `/am/oauth2/authorize${action.replaceAll('&amp;', '&')}`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'username=bob' })
  t.equal(statusCode, 200)
})

t.test('a login is given by query or header, by id or login name; an unknown one is named on the page', async (t) => {
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

t.test('a code can be exchanged once, by a client that can verify it', async (t) => {
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
  t.match(await form({ grant_type: 'client_credentials' }), { status: 400, body: { error: 'unsupported_grant_type' } })
})

t.test('parameters may be in the query, as Home Assistant sends them', async (t) => {
  const { call, codeFor } = await startClient(t)
  const query = { ...codeGrant, code: await codeFor('alice') }
  const headers = { authorization: 'Basic Y2xpZW50OnNlY3JldA==', 'content-type': 'application/x-www-form-urlencoded' }
  t.match(await call({ method: 'POST', url: '/am/oauth2/access_token', query, headers }), { status: 200, body: { expires_in: 3599 } })
})

t.test('each refresh brings a new refresh token; of two at once with the same one the second is refused, and a login ends seven days after its last refresh', async (t) => {
  const client = await startClient(t)
  const { login, form } = client
  const refresh = async (token: unknown) => await form({ grant_type: 'refresh_token', scope: 'openid profile', refresh_token: String(token) })
  const { refresh_token: first, access_token: access } = await login('alice')
  const both = await Promise.all([refresh(first), refresh(first)])
  const [won, ...alsoWon] = both.filter(({ status }) => status === 200)
  t.strictSame(alsoWon, [])
  t.match(both.find(({ status }) => status !== 200), { status: 400, body: DEAD })
  t.match(await why(client), /the refresh token was replaced by a new one at .*: it works once, .*REFRESH_ROTATION=false/)
  t.not(won?.body?.refresh_token, first)
  t.not(won?.body?.access_token, access)
  await advance(client, 'P6DT23H59M59S')
  const { body } = await refresh(won?.body?.refresh_token)
  t.ok(body?.access_token, 'the login lives on with the answer of the one that came first')
  await advance(client, 'P7D')
  t.match(await refresh(body?.refresh_token), { status: 400, body: DEAD })
  t.match(await why(client), /the refresh token was given out at .* and lives 604800 s/)
})

t.test('with REFRESH_ROTATION=false a refresh token is worth new access tokens for 30 days, and stays the same', async (t) => {
  const client = await startClient(t, { REFRESH_ROTATION: 'false' })
  const { login, form } = client
  const { refresh_token: token } = await login('alice')
  const refresh = async () => await form({ grant_type: 'refresh_token', refresh_token: String(token) })
  await advance(client, 'P29DT23H59M59S')
  t.match(await refresh(), { status: 200, body: { refresh_token: token } })
  await advance(client, 'PT1S')
  t.match(await refresh(), { status: 400, body: DEAD })
})

t.test('a snapshot has which refresh tokens were replaced, and when', async (t) => {
  const client = await startClient(t)
  const { login, form, admin } = client
  const refresh = async (token: unknown) => await form({ grant_type: 'refresh_token', refresh_token: String(token) })
  const { refresh_token: first } = await login('alice')
  const { body } = await refresh(first)
  const snapshot = (await admin('GET', 'state')).body
  await admin('POST', 'reset')
  t.match(await refresh(first), { status: 400 })
  t.match(await admin('PUT', 'state', snapshot), { status: 204 })
  t.match(await refresh(first), { status: 400, body: DEAD })
  t.match(await refresh(body?.refresh_token), { status: 200 })
})

t.test('the password grant is an error of the server, as on the real one', async (t) => {
  const client = await startClient(t)
  t.match(await client.form({ grant_type: 'password', username: 'alice@example.com', password: 'x' }), { status: 400, text: '{"error":"server_error","error_description":"Internal Server Error"}' })
  t.match(await why(client), /grant_type is "password", which the real service has answered so since the turn of 2023 to 2024: send the user to \/am\/oauth2\/authorize/)
  const { components } = (await client.call({ url: '/docs/openapi.json' })).body as { components: { schemas: { TokenForm: { properties: object } } } }
  t.notMatch(JSON.stringify(components.schemas.TokenForm), /password|username/)
})

t.test('a client id in Basic credentials is form-encoded or as it stands', async (t) => {
  const { authorize, form } = await startClient(t)
  for (const id of ['0a1b2c3d-0000-4000-8000-00000000abcd', 'my app+1', 'half%', '100%25', 'Käse']) {
    for (const sent of [id, encodeURIComponent(id), id.replace(/[^a-z]/gi, (character) => encodeURIComponent(character)), encodeURIComponent(id).replaceAll('%20', '+')]) {
      const { headers } = await authorize({ login: 'alice', client_id: id })
      const code = new URL(String(headers.location)).searchParams.get('code') ?? ''
      t.match(await form({ ...codeGrant, code }, { authorization: `Basic ${Buffer.from(`${sent}:secret`).toString('base64')}` }), { status: 200 }, `${id} as ${sent}`)
    }
  }
})

t.test('a 401 names Basic to a client that tried it, and to no other', async (t) => {
  const { form, revoke } = await startClient(t)
  const challenge = 'Basic realm="pims-mock"'
  for (const authorization of ['Basic !!!!', 'Basic', 'basic OnNlY3JldA==']) {
    t.match(await form({ grant_type: 'refresh_token' }, { authorization }), { status: 401, headers: { 'www-authenticate': challenge }, body: { error: 'invalid_client' } }, authorization)
    t.match(await revoke({ token: 'x' }, { authorization }), { status: 401, headers: { 'www-authenticate': challenge } })
  }
  t.notOk('www-authenticate' in (await form({ grant_type: 'refresh_token' }, {})).headers)
  t.notOk('www-authenticate' in (await form({ grant_type: 'refresh_token' })).headers, 'nor with a 400')
})

t.test('a parameter that comes twice is refused, in the query and in the form, and shown nowhere', async (t) => {
  const client = await startClient(t)
  const { call, admin, app, codeFor } = client
  const basic = { authorization: `Basic ${Buffer.from('client:secret').toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' }
  const code = await codeFor('alice')
  const once = new URLSearchParams({ ...codeGrant, code }).toString()
  const requests = [
    { url: '/am/oauth2/access_token', payload: `${once}&grant_type=refresh_token` },
    { url: `/am/oauth2/access_token?${once}&code=hush-hush`, payload: '' },
    { url: '/am/oauth2/access_token', payload: `${once}&code=hush-hush&code=hush-hush` },
    { url: '/am/oauth2/token/revoke', payload: 'token=hush-hush&token=hush-hush' }
  ]
  for (const request of requests) {
    t.match(await call({ method: 'POST', headers: basic, ...request }), { status: 400, body: { error: 'invalid_request' } }, request.url)
    t.match(await why(client), /^(grant_type|code|token) comes more than once: send it once$/)
    const { body } = await admin('GET', 'requests?limit=1')
    t.notMatch(JSON.stringify(body), 'hush')
    t.notMatch(JSON.stringify((await admin('GET', `requests/${String((body?.requests as Array<{ id: string }>)[0]?.id)}`)).body), 'hush')
  }
  t.match((await app.inject({ url: `/am/oauth2/authorize?${new URLSearchParams(authorizeQuery).toString()}&login=alice&state=x` })).json(), { error: 'invalid_request' })
  t.match(await call({ method: 'POST', url: '/am/oauth2/access_token', headers: basic, payload: once }), { status: 200 }, 'the code was not used up')
})

t.test('a code without its verifier is exchanged, which the journal holds against the client', async (t) => {
  const client = await startClient(t)
  const { form, codeFor, admin } = client
  const violations = async () => ((await admin('GET', 'requests?operation=oauth.token&limit=1')).body?.requests as Array<{ violations: unknown }>)[0]?.violations
  const { code_verifier: _verifier, ...without } = codeGrant
  t.match(await form({ ...without, code: await codeFor('alice') }), { status: 200 })
  t.strictSame(await violations(), ['code_verifier is missing, although the authorization request had a code_challenge'])
  t.match(await form({ ...codeGrant, code: await codeFor('alice') }), { status: 200 })
  t.strictSame(await violations(), [])
})

t.test('a challenge without a method is the verifier itself, as is one of the method plain', async (t) => {
  const client = await startClient(t)
  const { app, form } = client
  const verifier = 'v'.repeat(43)
  const { code_challenge: _challenge, code_challenge_method: _method, ...others } = authorizeQuery
  const codeWith = async (query: Record<string, string>) => {
    const { headers } = await app.inject({ url: '/am/oauth2/authorize', query: { ...others, login: 'alice', code_challenge: verifier, ...query } })
    return new URL(String(headers.location)).searchParams.get('code') ?? ''
  }
  for (const query of [{}, { code_challenge_method: 'plain' }]) {
    const code = await codeWith(query)
    t.match(await form({ ...codeGrant, code, code_verifier: 'w'.repeat(43) }), { status: 400, body: GRANT })
    t.match(await why(client), /it should be the code_challenge itself/)
    t.notMatch(await why(client), verifier)
    t.match(await form({ ...codeGrant, code, code_verifier: verifier }), { status: 200 })
  }
})

t.test('the id token has the nonce of the authorization request', async (t) => {
  const { authorize, form } = await startClient(t)
  const { headers } = await authorize({ login: 'alice', nonce: 'n-0S6_WzA2Mj' })
  const { body } = await form({ ...codeGrant, code: new URL(String(headers.location)).searchParams.get('code') ?? '' })
  t.match(decodeJwt(String(body?.id_token)), { nonce: 'n-0S6_WzA2Mj' })
  const refreshed = await form({ grant_type: 'refresh_token', refresh_token: String(body?.refresh_token) })
  t.notOk('nonce' in decodeJwt(String(refreshed.body?.id_token)), 'a refresh is no authentication')
})

t.test('the refresh call takes a realm, in the query too', async (t) => {
  const { login, call } = await startClient(t)
  const { refresh_token: token } = await login('alice')
  const headers = { authorization: 'Basic Y2xpZW50OnNlY3JldA==', 'content-type': 'application/x-www-form-urlencoded' }
  const query = { grant_type: 'refresh_token', refresh_token: String(token), realm: 'clientsB2CPeugeot' }
  t.match(await call({ method: 'POST', url: '/am/oauth2/access_token', query, headers }), { status: 200, body: { refresh_token: /^[0-9a-f-]{36}$/ } })
})

t.test('deleting an account ends its tokens, also when it comes back', async (t) => {
  const client = await startClient(t)
  const { login, form, admin, get } = client
  const { refresh_token: token, access_token: access } = await login('alice')
  await admin('DELETE', 'accounts/alice')
  await admin('PUT', 'accounts/alice', { trustedPhoneNumber: '0639980001' })
  t.match(await form({ grant_type: 'refresh_token', refresh_token: String(token) }), { status: 400, body: DEAD })
  t.match(await get('trustedphonenumber', {}, { as: String(access) }), { status: 401 })
  t.match(await get('trustedphonenumber', {}, { as: 'alice' }), { status: 200 })
})

t.test('a revoked token is dead; a refresh token takes its access tokens along', async (t) => {
  const client = await startClient(t)
  const { login, form, revoke, get } = client
  const one = await login('alice')
  const two = await login('alice')
  const works = async (token: unknown) => (await get('trustedphonenumber', {}, { as: String(token) })).status === 200
  t.match(await revoke({ token: String(one.access_token) }), { status: 200, text: '{}' })
  t.notOk(await works(one.access_token))
  const { body: renewed } = await form({ grant_type: 'refresh_token', refresh_token: String(one.refresh_token) })
  t.ok(await works(renewed?.access_token), 'its refresh token lives')
  t.match(await revoke({ token: String(renewed?.refresh_token), token_type_hint: 'access_token' }), { status: 200, text: '{}' })
  t.notOk(await works(renewed?.access_token))
  for (const token of [one.refresh_token, renewed?.refresh_token]) t.match(await form({ grant_type: 'refresh_token', refresh_token: String(token) }), { status: 400, body: DEAD })
  t.ok(await works(two.access_token), 'the other login lives')
})

t.test('revoking an unknown token succeeds; the client and the token are required', async (t) => {
  const client = await startClient(t)
  const { revoke } = client
  t.match(await revoke({ token: 'unknown' }), { status: 200, text: '{}' })
  t.match(await revoke({ token: 'unknown', client_id: 'client' }, {}), { status: 200 })
  t.match(await revoke({ token: 'unknown' }, {}), { status: 401, body: { error: 'invalid_client' } })
  for (const fields of [{}, { token: '' }]) {
    t.match(await revoke(fields), { status: 400, body: { error: 'invalid_request' } })
    t.match(await why(client), /token is missing: send the access token or the refresh token/)
  }
})

t.test('each refusal of the token endpoint says why in the journal', async (t) => {
  const client = await startClient(t)
  const { form, codeFor } = client
  const code = await codeFor('alice')
  const refused = async (fields: Record<string, string>, reason: RegExp, headers?: Record<string, string>) => {
    t.match(await form(fields, headers), { status: /^40[01]$/ })
    t.match(await why(client), reason)
  }
  const good = { ...codeGrant, code }
  const { code_verifier: verifier, redirect_uri: _redirect, ...others } = good
  const withoutRedirect = { ...others, code_verifier: verifier }
  await refused({ code }, /grant_type is missing: it should be authorization_code or refresh_token/)
  await refused({ grant_type: 'client_credentials' }, /grant_type is "client_credentials"/)
  await refused({ grant_type: 'authorization_code' }, /there is no authorization code in the request/)
  await refused({ grant_type: 'refresh_token' }, /there is no refresh token in the request/)
  await refused(good, /no client is named: send Authorization: Basic/, {})
  await refused(good, /the code was given to the client "client", not to "other"/, { authorization: `Basic ${Buffer.from('other:x').toString('base64')}` })
  await refused({ ...good, redirect_uri: 'mymap://other' }, /redirect_uri is "mymap:\/\/other", the authorization request said "mymap:\/\/oauth2redirect\/fr"/)
  await refused(withoutRedirect, /redirect_uri is missing: send the one of the authorization request again, "mymap:\/\/oauth2redirect\/fr"/)
  await refused({ ...good, code_verifier: `${verifier}x` }, /code_verifier does not fit: its SHA-256 in base64url is \S+, the code_challenge was \S+/)
  await refused({ ...good, code: 'unknown' }, /this sandbox has no such authorization code/)
  await form(good)
  await refused(good, /the authorization code was used at 2026-01-01T12:00:00.000Z; it works once/)
  const late = await codeFor('alice')
  await advance(client, 'PT10M')
  await refused({ ...good, code: late }, /the authorization code was given out at 2026-01-01T12:00:00.000Z and lives 600 s; the sandbox's clock shows 2026-01-01T12:10:00.000Z/)
})

t.test('each refusal of an authorization says why in the journal', async (t) => {
  const client = await startClient(t)
  const { authorize } = client
  const refused = async (query: Record<string, string>, error: string, reason: RegExp) => {
    const response = await authorize({ login: 'alice', ...query })
    t.match({ status: response.statusCode, ...response.json() as object }, { status: 400, error })
    t.match(await why(client), reason)
  }
  await refused({ client_id: '' }, 'invalid_request', /client_id is missing/)
  await refused({ redirect_uri: 'nowhere' }, 'redirect_uri_mismatch', /redirect_uri is "nowhere": it should be a URI such as/)
  await refused({ response_type: 'token' }, 'unsupported_response_type', /response_type is "token": it should be code/)
  await refused({ code_challenge_method: 'S512' }, 'invalid_request', /code_challenge_method is "S512": it should be S256 or plain/)
  t.equal((await authorize({ login: 'nobody' })).statusCode, 400)
  t.match(await why(client), /no account has the id or login "nobody". The id of an account is a token too: alice, bob, carol/)
})

t.test('a redirect_uri that a browser would run or show itself is refused, however it is written', async (t) => {
  const { authorize } = await startClient(t)
  const schemes = ['javascript:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,x', 'da\nta:,x', 'vbscript:x', 'file:///etc/passwd', 'blob:x', 'about:blank']
  for (const uri of schemes) {
    const { statusCode, headers } = await authorize({ login: 'alice', redirect_uri: uri })
    t.match({ statusCode, location: headers.location }, { statusCode: 400, location: undefined }, JSON.stringify(uri))
  }
  for (const uri of ['mymap://oauth2redirect/fr', 'https://app.example/back?x=1', 'http://localhost:8080/']) t.equal((await authorize({ login: 'alice', redirect_uri: uri })).statusCode, 302, uri)
})

t.test('a parameter of an authorization request has at most 2,000 characters', async (t) => {
  const { authorize } = await startClient(t)
  for (const name of ['scope', 'client_id', 'state']) {
    t.equal((await authorize({ login: 'alice', [name]: 'x'.repeat(2000) })).statusCode, 302, name)
    const { statusCode, payload } = await authorize({ login: 'alice', [name]: 'x'.repeat(2001) })
    t.match({ statusCode, payload }, { statusCode: 400, payload: `${name} has 2001 characters: send at most 2000.` }, name)
  }
  t.equal((await authorize({ login: 'alice', redirect_uri: `mymap://${'x'.repeat(2000)}` })).statusCode, 400)
})

t.test('the id token is signed by a published key and says who logged in', async (t) => {
  const { login, call } = await startClient(t)
  const { id_token: idToken, access_token: accessToken } = await login('alice')
  const { body } = await call({ url: '/.well-known/jwks' })
  t.strictSame((await call({ url: '/am/oauth2/connect/jwk_uri' })).body, body)
  const keys = createLocalJWKSet(body as unknown as JSONWebKeySet)
  const { payload, protectedHeader } = await jwtVerify(String(idToken), keys, { currentDate: new Date(NOON), audience: 'client', issuer: 'http://localhost:80/am/oauth2' })
  t.equal(protectedHeader.alg, 'RS256')
  t.match(payload, { sub: 'AP-ACNT200000000001', realm: '/clientsB2CPeugeot', tokenType: 'JWTToken', azp: 'client', email: 'alice@example.com', iat: NOON / 1000 })
  t.equal(payload.at_hash, createHash('sha256').update(String(accessToken)).digest().subarray(0, 16).toString('base64url'))
})

t.test('the server describes itself by the address that it was reached at, and its id tokens name the same', async (t) => {
  const { call, authorize, app } = await startClient(t)
  const secret = `Basic ${Buffer.from('client:secret').toString('base64')}`
  /** The host, the path before the login server, and the issuer that both make. */
  const cases = [
    ['mock.test:3000', '', 'http://mock.test:3000/am/oauth2'],
    ['mock.test:3000', '/sandbox/a', 'http://mock.test:3000/sandbox/a/am/oauth2'],
    ['[::1]:3000', '', 'http://[::1]:3000/am/oauth2'],
    ['idpcvs.opel.com', '', 'https://idpcvs.opel.com:443/am/oauth2'],
    ['idpcvs.peugeot.com:443', '', 'https://idpcvs.peugeot.com:443/am/oauth2']
  ] as const
  for (const [host, prefix, issuer] of cases) {
    const { body } = await call({ url: `${prefix}/am/oauth2/.well-known/openid-configuration`, headers: { host } })
    t.match(body, { issuer, token_endpoint: `${issuer}/access_token`, jwks_uri: `${issuer}/connect/jwk_uri` })
    t.strictSame((await call({ url: `/.well-known/oauth-authorization-server${prefix}/am/oauth2`, headers: { host } })).body, body, 'and where RFC 8414 has it')
    const { headers } = await app.inject({ url: `${prefix}/am/oauth2/authorize`, query: { ...authorizeQuery, login: 'alice' }, headers: { host } })
    const code = new URL(String(headers.location)).searchParams.get('code') ?? ''
    const { body: tokens } = await call({ method: 'POST', url: `${prefix}/am/oauth2/access_token`, headers: { host, authorization: secret }, payload: { ...codeGrant, code } })
    t.equal(decodeJwt(String(tokens?.id_token)).iss, issuer)
  }
  t.equal((await authorize({ login: 'alice' }, { 'x-sandbox': 'a' })).statusCode, 302)
})

t.test('HEAD of the keys and of the discovery is answered as their GET; of a page that logs in it is refused', async (t) => {
  const { app } = await startClient(t)
  for (const url of ['/.well-known/jwks', '/.well-known/oauth-authorization-server/am/oauth2', '/am/oauth2/connect/jwk_uri', '/sandbox/a/am/oauth2/.well-known/openid-configuration']) {
    const [head, get] = await Promise.all((['HEAD', 'GET'] as const).map(async (method) => await app.inject({ method, url })))
    t.match(head, { statusCode: 200, payload: '', headers: { 'content-type': get?.headers['content-type'], 'content-length': String(get?.headers['content-length']), 'cache-control': 'no-store' } }, url)
  }
  t.equal((await app.inject({ method: 'HEAD', url: '/am/oauth2/authorize', query: { ...authorizeQuery, login: 'alice' } })).statusCode, 404)
})

t.test('behind a proxy the server is what PUBLIC_URL says', async (t) => {
  const { call } = await startClient(t, { PUBLIC_URL: 'https://mocks.example.test/mock/' })
  const issuer = async (url: string, host = 'inside:3000') => (await call({ url, headers: { host } })).body?.issuer
  t.equal(await issuer('/am/oauth2/.well-known/openid-configuration'), 'https://mocks.example.test/mock/am/oauth2')
  t.equal(await issuer('/sandbox/a/am/oauth2/.well-known/openid-configuration'), 'https://mocks.example.test/mock/sandbox/a/am/oauth2')
  t.equal(await issuer('/am/oauth2/.well-known/openid-configuration', 'idpcvs.opel.com'), 'https://idpcvs.opel.com:443/am/oauth2', 'who asks for a brand asked the brand')
})

t.test('every endpoint that the server names is one that answers', async (t) => {
  const { app, call } = await startClient(t)
  const { body } = await call({ url: '/am/oauth2/.well-known/openid-configuration' })
  const endpoints = Object.entries(body ?? {}).filter(([name]) => name.endsWith('_endpoint') || name === 'jwks_uri')
  t.equal(endpoints.length, 4)
  for (const [name, url] of endpoints) {
    const { pathname } = new URL(String(url))
    const statuses = await Promise.all((['GET', 'POST'] as const).map(async (method) => (await app.inject({ method, url: pathname })).statusCode))
    t.ok(statuses.some((status) => status !== 404), name)
  }
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
