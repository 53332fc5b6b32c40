/** The refusals of the token endpoints: error, status, description where the live service's is known (docs/reference/cvs-oauth.md). */
const REFUSALS = {
  invalid_grant: { status: 400, description: 'The provided access grant is invalid, expired, or revoked.' },
  redirect_uri_mismatch: { status: 400, description: 'The redirection URI provided does not match a pre-registered value.' },
  server_error: { status: 400, description: 'Internal Server Error' },
  unsupported_grant_type: { status: 400, description: 'The grant type is not supported.' },
  unsupported_response_type: { status: 400, description: 'The response type is not supported: use code.' },
  invalid_request: { status: 400, description: 'The request is missing a required parameter, or has one twice.' },
  access_denied: { status: 403, description: 'The resource owner denied the request.' },
  invalid_client: { status: 401, description: 'Client authentication failed.' }
} as const

/** The description for a dead refresh token. */
export const DEAD_REFRESH_TOKEN = 'grant is invalid'

export type OAuthErrorCode = keyof typeof REFUSALS

/** An OAuth 2 error response. */
export class OAuthError extends Error {
  readonly error: OAuthErrorCode
  /** Sent to the client as `error_description`. */
  readonly description: string

  /** @param reason for the author of a client: what was wrong; never a secret */
  constructor (error: OAuthErrorCode, reason: string, description: string = REFUSALS[error].description) {
    super(reason)
    this.error = error
    this.description = description
  }

  get statusCode (): number {
    return REFUSALS[this.error].status
  }

  get code (): string {
    return this.error
  }

  /** The scheme that a client who tried it is asked for again (RFC 6749, section 5.2). */
  get challenge (): 'Basic' | undefined {
    return this.error === 'invalid_client' ? 'Basic' : undefined
  }

  get body () {
    return { error: this.error, error_description: this.description }
  }
}
