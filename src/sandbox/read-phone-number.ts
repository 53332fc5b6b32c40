import { canonicalPhoneNumber } from '../lib/phone-number.ts'
import type { Settings } from './settings.ts'
import { RequestError } from '../lib/request-error.ts'

/**
 * The number that a field of a body or a query names, in E.164.
 *
 * @throws RequestError 422, or the status given, for an impossible one
 */
export function readPhoneNumber (field: string, written: string, { phoneRegion }: Settings, statusCode = 422): string {
  const number = canonicalPhoneNumber(written, phoneRegion)
  if (number === undefined) throw new RequestError(statusCode, `${field} "${written}" is not a possible phone number. Send one such as 0639980001 or +33639980001.`)
  return number
}
