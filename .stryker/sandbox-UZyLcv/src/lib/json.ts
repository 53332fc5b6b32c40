/** An object of JSON. */
// @ts-nocheck

export type Json = Readonly<Record<string, unknown>>

/** Whether a value is an object of JSON: no list, and not `null`. */
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
