import { basicUsers } from '../../src/http/bearer.ts'
import type { Understood } from '../../src/calls/endpoint.ts'
import type { HttpEndpoint } from '../../src/http/face/endpoint.ts'
import { type RequestFields, jsonAnswer } from '../../src/http/face/json-face.ts'
import { type Granted, grantTokens, revokeToken } from '../../src/oauth/access-token.ts'
import { injectedError } from '../../src/oauth/error-for-code.ts'
import type { Signer } from '../../src/oauth/id-token.ts'
import { oauthEndpoints } from '../../src/oauth/targets.ts'
import { callOf } from '../../src/targets/call.ts'
import { issuerOfRequest } from './metadata-endpoints.ts'
import { refuseRepeated } from './refuse-repeated.ts'

interface FormRequest extends Understood {
  readonly fields: RequestFields
}

/** Exchanges a code, or a refresh token, for tokens. */
export const tokenEndpoint = (signer: Signer): HttpEndpoint<RequestFields, FormRequest, Granted> => ({
  read: (_request, fields) => ({ fields, call: callOf(oauthEndpoints.token.id) }),
  execute ({ fields, call }, effect, request) {
    const { sandbox, headers, draft } = request
    const error = injectedError(oauthEndpoints.token, effect, sandbox)
    if (error !== undefined) throw error
    refuseRepeated(request)
    const granted = grantTokens(sandbox, fields, basicUsers(headers.authorization))
    draft.call = { ...call, account: granted.account.id }
    draft.violation = granted.violation
    return granted
  },
  answer (granted, request) {
    const { accessToken, refreshToken, scope, expiresIn } = granted
    return jsonAnswer({
      access_token: accessToken,
      refresh_token: refreshToken,
      scope,
      id_token: signer.sign(granted, { issuer: issuerOfRequest(request), now: request.sandbox.clock.now() }),
      token_type: 'Bearer',
      expires_in: expiresIn
    })
  }
})

/** Ends tokens. */
export const revokeEndpoint: HttpEndpoint<RequestFields, FormRequest, unknown> = {
  read: (_request, fields) => ({ fields, call: callOf(oauthEndpoints.revoke.id) }),
  execute ({ fields }, effect, request) {
    const { sandbox, headers } = request
    const error = injectedError(oauthEndpoints.revoke, effect, sandbox)
    if (error !== undefined) throw error
    refuseRepeated(request)
    return revokeToken(sandbox, fields, basicUsers(headers.authorization))
  },
  answer: jsonAnswer
}
