import { createHash, createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose'
import t from 'tap'
import { LOGIN_SERVERS, isRealm, REALM_NAMES } from '../../src/oauth/brands.ts'
import { Signer } from '../../src/oauth/id-token.ts'
import type { Account } from '../../src/sandbox/accounts/account.ts'
import { carol, START } from '../support/inwebo.ts'

const signer = new Signer('fixtures/keys/oauth.pem')

t.test('the public key is shown for those who check a signature', async (t) => {
  t.strictSame(Object.keys(signer.jwk), ['kty', 'n', 'e', 'kid', 'alg', 'use'])
  const { n, ...others } = signer.jwk
  t.strictSame(others, { kty: 'RSA', e: 'AQAB', alg: 'RS256', use: 'sig', kid: createHash('sha256').update(String(n)).digest('base64url').slice(0, 16) })
  t.throws(() => new Signer('fixtures/keys/kiw.pem'), /kiw.pem is an RSA key of 1024 bits: it should have 2048 or more/)
})

/** The realm of a brand, and the host of its logins (docs/reference/cvs-oauth.md#3-headers-and-the-realm). */
const REALMS: Readonly<Record<Account['brand'], [string, string]>> = {
  Peugeot: ['clientsB2CPeugeot', 'idpcvs.peugeot.com'],
  Citroen: ['clientsB2CCitroen', 'idpcvs.citroen.com'],
  Ds: ['clientsB2CDS', 'idpcvs.driveds.com'],
  Opel: ['clientsB2COpel', 'idpcvs.opel.com'],
  Vauxhall: ['clientsB2CVauxhall', 'idpcvs.vauxhall.co.uk']
}

t.test('the realms are those of the five brands', async (t) => {
  for (const [brand, [realm, host]] of Object.entries(REALMS) as Array<[Account['brand'], [string, string]]>) {
    t.strictSame(LOGIN_SERVERS[brand], { realm, issuer: `https://${host}:443/am/oauth2` })
    t.ok(isRealm(realm))
  }
  t.notOk(isRealm('clientsB2CTrabant'))
  t.equal(REALM_NAMES, 'clientsB2CPeugeot, clientsB2CCitroen, clientsB2CDS, clientsB2COpel, clientsB2CVauxhall')
})

t.test('an id token says who logged in with which client, in the claims of the live service', async (t) => {
  const token = signer.sign({ account: { ...carol, brand: 'Opel' }, accessToken: 'access', clientId: 'client', expiresIn: 3599, nonce: 'n-1' }, { issuer: 'https://login.example/am/oauth2', now: START + 999 })
  t.strictSame(decodeProtectedHeader(token), { alg: 'RS256', typ: 'JWT', kid: signer.jwk.kid })
  const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [signer.jwk] }), { currentDate: new Date(START) })
  const now = START / 1000
  t.strictSame(payload, {
    at_hash: createHash('sha256').update('access').digest().subarray(0, 16).toString('base64url'),
    tokenName: 'id_token',
    given_name: 'carol',
    family_name: 'Mock',
    email: 'carol@example.com',
    azp: 'client',
    realm: '/clientsB2COpel',
    auth_time: now,
    updated_at: String(now),
    tokenType: 'JWTToken',
    nonce: 'n-1',
    sub: 'AP-ACNT200000000003',
    iss: 'https://login.example/am/oauth2',
    aud: ['client'],
    iat: now,
    exp: now + 3599
  })
})

t.test('a signature is that of any other library, byte for byte', async (t) => {
  const token = signer.sign({ account: carol, accessToken: 'access', clientId: 'client', expiresIn: 60 }, { issuer: 'https://login.example', now: START })
  const key = createPrivateKey(readFileSync('fixtures/keys/oauth.pem'))
  t.equal(token, await new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: signer.jwk.kid }).sign(key))
})
