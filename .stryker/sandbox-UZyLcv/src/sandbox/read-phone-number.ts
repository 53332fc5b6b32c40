// @ts-nocheck
import { Invalid, type Malformed } from '../lib/errors.ts'
import { canonicalPhoneNumber } from '../lib/phone-number.ts'
import type { Settings } from './settings.ts'

/**
 * The number that a field of a body or a query names, in E.164.
 *
 * @param Problem what is thrown for an impossible number: `Invalid`, or `Malformed` for one in a query
 * @throws Invalid or Malformed
 */
export function readPhoneNumber (field: string, written: string, { phoneRegion }: Settings, Problem: typeof Invalid | typeof Malformed = Invalid): string {
  const number = canonicalPhoneNumber(written, phoneRegion)
  if (number === undefined) throw new Problem(`${field} "${written}" is not a possible phone number. Send one such as 0639980001 or +33639980001.`)
  return number
}
