import { Type } from '@sinclair/typebox'

const optional = (description: string) => Type.Optional(Type.String({ description }))

/** The query of an authorization request, and of the links and forms of the login page. */
export const AuthorizeQuerySchema = Type.Object({
  client_id: Type.String({ examples: ['pims-mock'], description: 'Any will do' }),
  redirect_uri: Type.String({ examples: ['mymap://oauth2redirect/fr'], description: 'Where the browser is sent back to, with the code' }),
  response_type: optional('code'),
  scope: optional('openid profile email when absent'),
  state: optional('Comes back with the code'),
  code_challenge: optional('PKCE'),
  code_challenge_method: optional('S256 or plain; plain when absent'),
  nonce: optional('Comes back in the id token'),
  login: Type.Optional(Type.String({ examples: ['alice'], description: 'Logs this account in at once, without a page' })),
  username: optional('What was entered into the form of the login page')
})

/** The form of the token endpoint. */
export const TokenFormSchema = Type.Object({
  grant_type: Type.String({ examples: ['authorization_code'], description: 'authorization_code or refresh_token' }),
  code: optional('The authorization code'),
  redirect_uri: optional('For grant_type=authorization_code: as in the authorization request'),
  code_verifier: optional('PKCE'),
  refresh_token: optional('For grant_type=refresh_token'),
  scope: optional('As the authorization request asked when absent'),
  client_id: optional('Where it is not in a Basic header')
}, { title: 'TokenForm' })

/** The tokens that the token endpoint grants. */
export const TokensSchema = Type.Object({
  access_token: Type.String(),
  refresh_token: Type.Optional(Type.String()),
  scope: Type.String(),
  id_token: Type.String({ description: 'A JWT, signed with a key of connect/jwk_uri' }),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds' })
}, { title: 'Tokens' })

/** The form of the revocation endpoint. */
export const RevokeFormSchema = Type.Object({
  token: Type.String({ description: 'An access token, or a refresh token' }),
  client_id: optional('Where it is not in a Basic header')
}, { title: 'RevokeForm' })

/** The keys that id tokens are signed with. */
export const JwksSchema = Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) }, { title: 'Jwks' })

const strings = Type.Array(Type.String())

/** What a client finds out about the server by itself. */
export const ServerMetadataSchema = Type.Object({
  issuer: Type.String({ description: 'By the address that the client reached; id tokens name the same' }),
  authorization_endpoint: Type.String(),
  token_endpoint: Type.String(),
  revocation_endpoint: Type.String(),
  jwks_uri: Type.String(),
  scopes_supported: strings,
  response_types_supported: strings,
  response_modes_supported: strings,
  grant_types_supported: strings,
  subject_types_supported: strings,
  id_token_signing_alg_values_supported: strings,
  token_endpoint_auth_methods_supported: strings,
  revocation_endpoint_auth_methods_supported: strings,
  code_challenge_methods_supported: strings,
  claims_supported: strings
}, { title: 'ServerMetadata' })

/** A refusal in the language of OAuth 2. */
export const OAuthErrorSchema = Type.Object({ error: Type.String(), error_description: Type.String() }, { title: 'OAuthError' })
