import { DEFAULT_SCOPE } from './authorize.ts'
import { LOGIN_SERVERS } from './brands.ts'
import { CHALLENGE_METHODS } from './pkce.ts'

/** Where the OAuth 2 endpoints are, below the sandbox. */
export const OAUTH_PATH = '/am/oauth2'

/** The origin that the login server of a brand gives its host, port and all. */
const BRAND_ORIGINS: ReadonlyMap<string, string> = new Map(Object.values(LOGIN_SERVERS).map(({ issuer }) => [new URL(issuer).hostname, issuer.slice(0, -OAUTH_PATH.length)]))

/** The prefix of a sandbox in the path of a request to the login server. */
const SANDBOX_PREFIX = /\/sandbox\/[^/]+(?=\/am\/oauth2)/

/**
 * The issuer that a request reached, by the address that it was sent to: that is what a client compares the discovery
 * document and the id tokens with. A brand's own host is written as the live server writes it.
 * @param origin where the server is reached, with the path before its own behind a proxy
 * @param host that the request named
 * @param path as it was asked, with the prefix of the sandbox where there is one
 */
export function issuerOf (origin: string, host: string, path: string): string {
  const brand = BRAND_ORIGINS.get(host.replace(/:\d+$/, '').toLowerCase())
  return `${brand ?? origin}${SANDBOX_PREFIX.exec(path)?.[0] ?? ''}${OAUTH_PATH}`
}

/** What a client finds out about the server by itself (OpenID Connect Discovery; RFC 8414, section 2). */
export const describeServer = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/access_token`,
  revocation_endpoint: `${issuer}/token/revoke`,
  jwks_uri: `${issuer}/connect/jwk_uri`,
  scopes_supported: DEFAULT_SCOPE.split(' '),
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
  revocation_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
  code_challenge_methods_supported: CHALLENGE_METHODS,
  claims_supported: ['sub', 'iss', 'aud', 'azp', 'exp', 'iat', 'auth_time', 'nonce', 'at_hash', 'email', 'given_name', 'family_name', 'realm']
})

/** How a client may say who it is. */
const CLIENT_AUTHENTICATION = ['client_secret_basic', 'client_secret_post', 'none']
