// @ts-nocheck
import fc from 'fast-check'

/** So many hexadecimal digits. */
export const hex = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
