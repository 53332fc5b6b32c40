import type { FaceRequest } from '../../src/http/face-request.ts'
import type { Understood } from '../../src/calls/endpoint.ts'
import type { HttpEndpoint } from '../../src/http/face/endpoint.ts'
import { type RequestFields, jsonAnswer } from '../../src/http/face/json-face.ts'
import { originOf } from '../../src/http/public-url.ts'
import { pathOf } from '../../src/lib/url/path-of.ts'
import { injectedError, type JsonTarget } from '../../src/oauth/error-for-code.ts'
import type { Signer } from '../../src/oauth/id-token.ts'
import { describeServer, issuerOf } from '../../src/oauth/server-metadata.ts'
import { oauthEndpoints } from '../../src/oauth/targets.ts'
import { callOf } from '../../src/targets/call.ts'

type MetadataEndpoint = HttpEndpoint<RequestFields, Understood, unknown>

/** The issuer that a request reached. */
export const issuerOfRequest = (request: FaceRequest): string => issuerOf(originOf(request), request.host, pathOf(request.originalUrl))

/** The keys that id tokens are signed with. */
export const keysEndpoint = (signer: Signer): MetadataEndpoint => show(oauthEndpoints.keys, () => ({ keys: [signer.jwk] }))

/** What a client finds out about the server by itself. */
export const discoveryEndpoint: MetadataEndpoint = show(oauthEndpoints.discovery, (request) => describeServer(issuerOfRequest(request)))

/** An endpoint that shows everybody the same. */
function show (target: JsonTarget, view: (request: FaceRequest) => unknown): MetadataEndpoint {
  return {
    read: () => ({ call: callOf(target.id) }),
    execute (_input, effect, request) {
      const error = injectedError(target, effect, request.sandbox)
      if (error !== undefined) throw error
      return view(request)
    },
    answer: jsonAnswer
  }
}
