import type { FastifyRequest } from 'fastify'
import { errorForCode } from '../../src/cvs/error-for-code.ts'
import type { Endpoint, Understood } from '../../src/http/face/endpoint.ts'
import { type RequestFields, jsonAnswer } from '../../src/http/face/json-face.ts'
import { originOf } from '../../src/http/public-url.ts'
import { pathOf } from '../../src/lib/path-of.ts'
import type { Signer } from '../../src/oauth/id-token.ts'
import { describeServer, issuerOf } from '../../src/oauth/server-metadata.ts'

type MetadataEndpoint = Endpoint<RequestFields, Understood, unknown>

/** The issuer that a request reached. */
export const issuerOfRequest = (request: FastifyRequest): string => issuerOf(originOf(request), request.host, pathOf(request.originalUrl))

/** The keys that id tokens are signed with. */
export const keysEndpoint = (signer: Signer): MetadataEndpoint => show('oauth.keys', () => ({ keys: [signer.jwk] }))

/** What a client finds out about the server by itself. */
export const discoveryEndpoint: MetadataEndpoint = show('oauth.discovery', (request) => describeServer(issuerOfRequest(request)))

/** An endpoint that shows everybody the same. */
function show (operation: string, view: (request: FastifyRequest) => unknown): MetadataEndpoint {
  return {
    read: () => ({ call: { operation, account: undefined, device: undefined, phoneNumber: undefined } }),
    execute (_input, effect, request) {
      if (effect !== null && 'error' in effect) throw errorForCode(request.sandbox, operation, effect.error)
      return view(request)
    },
    answer: jsonAnswer
  }
}
