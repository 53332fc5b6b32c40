import type { FaceRequest } from '../../src/http/face-request.ts'
import { repeatedField } from '../../src/http/bodies/form-body.ts'
import { OAuthError } from '../../src/oauth/oauth-error.ts'

/** @throws OAuthError when a parameter comes more than once (RFC 6749, section 3.2) */
export function refuseRepeated ({ query, body }: Pick<FaceRequest, 'query' | 'body'>): void {
  const name = repeatedField(query, body)
  if (name !== undefined) throw new OAuthError('invalid_request', `${name.slice(0, 50)} comes more than once: send it once`)
}
