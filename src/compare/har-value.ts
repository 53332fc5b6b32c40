import { isObject, type Json } from '../lib/json.ts'

/** What is not an object has no fields: no entry of a capture may end its reading. */
export const record = (value: unknown): Json => isObject(value) ? value : {}

export const list = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : []

export const harText = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined
