import type { Sandbox } from '../sandbox/sandbox.ts'
import { OAuthError } from './oauth-error.ts'
import { apiError, gatewayError, RestError } from './rest-error.ts'

/** How the OAuth face words its refusals: the domain's are worded already, the others are the gateway's. */
export const oauthLanguage = {
  refusalOf: (error: unknown): RestError | OAuthError | undefined => error instanceof RestError || error instanceof OAuthError ? error : undefined,
  refuse: gatewayError,
  notFound: (sandbox: Pick<Sandbox, 'clock' | 'random'>, message: string): RestError => apiError(sandbox, 40400, message)
}
