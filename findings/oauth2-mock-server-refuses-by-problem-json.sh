#!/bin/sh
# oauth2-mock-server: no refusal is OAuth's, so no client reads why it was refused.
#
# Versions: oauth2-mock-server 9.3.0, openid-client 6.9.0, simple-oauth2 5.1.0
# Guess:    a code_verifier that does not fit is 400 {"error":"invalid_grant"} (RFC 6749, 5.2), an unknown grant_type
#           {"error":"unsupported_grant_type"}, and a client's branch on these words can be tested against it.
# Does:     both are application/problem+json without an "error". openid-client says OAUTH_RESPONSE_IS_NOT_JSON, as of a proxy's
#           page; with simple-oauth2 `error.data.payload.error` is undefined.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts oauth2-mock-server@9.3.0 openid-client@6.9.0 simple-oauth2@5.1.0

cat > ask.mjs <<'JS'
import { OAuth2Server } from 'oauth2-mock-server'
import * as client from 'openid-client'
import { AuthorizationCode } from 'simple-oauth2'

const server = new OAuth2Server()
await server.issuer.keys.generate('RS256')
await server.start(0, 'localhost')
const { url } = server.issuer
const redirect_uri = 'http://localhost/callback'
const code_challenge = await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier())
async function authorize () {
  const answer = await fetch(`${url}/authorize?${new URLSearchParams({ response_type: 'code', client_id: 'app', redirect_uri, code_challenge, code_challenge_method: 'S256' })}`, { redirect: 'manual' })
  return new URL(answer.headers.get('location'))
}
const code_verifier = client.randomPKCECodeVerifier() // another one: to be refused

const raw = await fetch(`${url}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'none' }) })
console.log('unknown grant_type:', raw.status, raw.headers.get('content-type'), Object.keys(await raw.json()).join(' '))

const configuration = await client.discovery(new URL(url), 'app', 'secret', undefined, { execute: [client.allowInsecureRequests] })
await client.authorizationCodeGrant(configuration, await authorize(), { pkceCodeVerifier: code_verifier })
  .catch((error) => console.log('openid-client:', error.code, error.error))

const simple = new AuthorizationCode({ client: { id: 'app', secret: 'secret' }, auth: { tokenHost: url, tokenPath: '/token' } })
await simple.getToken({ code: (await authorize()).searchParams.get('code'), redirect_uri, code_verifier })
  .catch((error) => console.log('simple-oauth2:', error.message, Buffer.isBuffer(error.data.payload) ? 'a Buffer' : error.data.payload.error))
await server.stop()
JS
node ask.mjs | tee seen
diff seen - <<'END'
unknown grant_type: 400 application/problem+json; charset=utf-8 type title detail
openid-client: OAUTH_RESPONSE_IS_NOT_JSON undefined
simple-oauth2: Response Error: 400 Bad Request undefined
END
echo 'as stated'
