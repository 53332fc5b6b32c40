import { HTTP_KINDS } from '../effects/index.ts'
import { NETWORK_CODES } from '../words/network-codes.ts'
import type { Target } from '../targets/targets.ts'
import { deniedFor, type JsonTarget, loginErrorFor, restErrorFor } from './error-for-code.ts'

/** The OAuth 2 endpoints, with the codes that they have an error for, and what a code becomes there. */
export const oauthEndpoints = {
  authorize: { id: 'oauth.authorize', name: 'authorize', face: 'oauth', takes: HTTP_KINDS, errors: [...NETWORK_CODES, 2368], errorFor: deniedFor },
  token: { id: 'oauth.token', name: 'token', face: 'oauth', takes: HTTP_KINDS, errors: [...NETWORK_CODES, 2301, 2302], errorFor: loginErrorFor },
  revoke: { id: 'oauth.revoke', name: 'revoke', face: 'oauth', takes: HTTP_KINDS, errors: NETWORK_CODES, errorFor: restErrorFor },
  keys: { id: 'oauth.keys', name: 'keys', face: 'oauth', takes: HTTP_KINDS, errors: NETWORK_CODES, errorFor: restErrorFor },
  discovery: { id: 'oauth.discovery', name: 'discovery', face: 'oauth', takes: HTTP_KINDS, errors: NETWORK_CODES, errorFor: restErrorFor }
} as const satisfies Record<string, JsonTarget>

export const oauthTargets: readonly Target[] = Object.values(oauthEndpoints)
