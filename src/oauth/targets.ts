import { NETWORK_CODES } from '../faults/network-codes.ts'
import type { Target } from '../sandbox/targets.ts'

/** The OAuth 2 endpoints, with the codes that they have an error for. */
export const oauthTargets: readonly Target[] = [
  { id: 'oauth.authorize', name: 'authorize', face: 'oauth', errors: [...NETWORK_CODES, 2368] },
  { id: 'oauth.token', name: 'token', face: 'oauth', errors: [...NETWORK_CODES, 2301, 2302] },
  { id: 'oauth.revoke', name: 'revoke', face: 'oauth', errors: NETWORK_CODES },
  { id: 'oauth.keys', name: 'keys', face: 'oauth', errors: NETWORK_CODES },
  { id: 'oauth.discovery', name: 'discovery', face: 'oauth', errors: NETWORK_CODES }
]
