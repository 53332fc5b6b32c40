// @ts-nocheck
import { isObject } from './json.ts'

/** Applies a JSON merge patch (RFC 7396, section 2) and answers the result; neither argument changes. */
export function mergePatch (target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name]
    else result[name] = mergePatch(result[name], value)
  }
  return result
}
