import type { FaceRequest } from '../../src/http/face-request.ts'
import { identify } from '../../src/accounts/identify.ts'
import type { Understood } from '../../src/calls/endpoint.ts'
import { callerOf } from '../../src/cvs/caller.ts'
import type { Effect } from '../../src/effects/index.ts'
import { bearer } from '../../src/http/bearer.ts'
import type { HttpEndpoint } from '../../src/http/face/endpoint.ts'
import { jsonAnswer, type RequestFields } from '../../src/http/face/json-face.ts'
import { injectedError, type JsonTarget } from '../../src/oauth/error-for-code.ts'
import type { Account } from '../../src/sandbox/accounts/account.ts'
import { callOf } from '../../src/targets/call.ts'

/**
 * The endpoint of one operation, which `run` executes for the account that calls.
 *
 * @param answer how its result is sent; as JSON when absent
 */
export function cvsEndpoint (target: JsonTarget, run: (request: FaceRequest, account: Account, effect: Effect | null) => unknown, answer = jsonAnswer): HttpEndpoint<RequestFields, Understood, unknown> {
  return {
    read ({ sandbox, headers }) {
      return { call: callOf(target.id, identify(sandbox, bearer(headers.authorization))) }
    },
    execute (_input, effect, request) {
      const error = injectedError(target, effect, request.sandbox)
      if (error !== undefined) throw error
      return run(request, caller(request), effect)
    },
    answer
  }
}

function caller ({ sandbox, headers }: FaceRequest): Account {
  const { authorization, 'x-introspect-realm': realm } = headers
  return callerOf(sandbox, bearer(authorization), realm === undefined ? undefined : String(realm))
}
