import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** What a person may write: digits, with the usual marks between them. */
const WRITTEN = /^ ?\+?[0-9][0-9 ().\-/]{0,30}$/

export const isRegion = (region: string): region is CountryCode => isSupportedCountry(region)

/**
 * The number in E.164, or `undefined` when libphonenumber calls it impossible. A plus that a query string
 * turned into a blank counts as a plus.
 */
export function canonicalPhoneNumber (written: string, region: string): string | undefined {
  if (!WRITTEN.test(written) || !isRegion(region)) return undefined
  const number = parsePhoneNumberFromString(written.replace(/^ /, '+'), { defaultCountry: region, extract: false })
  return number?.isPossible() === true ? number.number : undefined
}

/** As it is shown back: national, without blanks, in the default region; else E.164. */
export function displayPhoneNumber (e164: string, region: string): string {
  const number = parsePhoneNumberFromString(e164)
  if (number === undefined || !isRegion(region)) return e164
  const isLocal = number.country === region || (number.country === undefined && number.getPossibleCountries().includes(region))
  return isLocal ? number.formatNational().replace(/\D/g, '') : e164
}
