import { isObject, type Json, refuseDeep, tryParse } from '../lib/json.ts'

/** What is not an object has no fields: no entry of a capture may end its reading. */
export const record = (value: unknown): Json => isObject(value) ? value : {}

export const list = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : []

export const harText = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined

/** The value of a text of JSON; `undefined` for a text that is none, or nests too deep to walk through. */
export function parsedText (text: string): unknown {
  try {
    refuseDeep(text)
  } catch {
    return undefined
  }
  return tryParse(text)
}
