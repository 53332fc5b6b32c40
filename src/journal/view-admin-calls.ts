import { isObject, tryParse } from '../lib/json.ts'
import { KnownSecrets } from '../sandbox/known-secrets.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Har } from '../wire/request.ts'
import { AdminCalls } from './admin-calls.ts'
import { maskEffect, maskParameters } from './mask.ts'
import { maskKnownValue } from './mask-known.ts'

/** The calls of the admin API that changed a sandbox, the oldest first, as they are exported. @param secrets whether they are shown; masked otherwise */
export function viewAdminCalls (sandbox: Sandbox, secrets: boolean): Har['log']['_admin'] {
  const known = new KnownSecrets(sandbox)
  return sandbox.part(AdminCalls).all.map(({ at, arrival, method, path, body: text }) => {
    const body = text === undefined ? undefined : tryParse(text)
    return {
      startedDateTime: new Date(at).toISOString(),
      method,
      path,
      ...body !== undefined && { body: secrets ? body : maskKnownValue(maskChange(body), known) },
      _arrival: Math.round(arrival * 1000) / 1000
    }
  })
}

/** What was put, with its secrets masked; of a fault, what its effect says. */
function maskChange (body: unknown): unknown {
  if (!isObject(body)) return body
  if (Array.isArray(body.faults)) return { ...body, faults: body.faults.map(maskChange) }
  if (!('effect' in body)) return maskParameters(body, () => true)
  const { effect, ...rule } = body
  return { ...maskParameters(rule, () => true), effect: Array.isArray(effect) ? effect.map(maskEffect) : maskEffect(effect) }
}
