import { LRUCache } from 'lru-cache'
import { type CountryCode, getExampleNumber, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import examples from 'libphonenumber-js/mobile/examples'
import { Invalid, type Malformed } from './errors.ts'
import type { NumberPrefixes } from '../words/search.ts'

/** How many numbers are remembered, and how long a text may be to be worth it. */
const REMEMBERED = 10_000
const LONGEST = 32

/** The two usual spellings of a French number, which most requests have: libphonenumber reads them so, at a hundred times the cost. */
const FRENCH = /^(?:\+33|0)([1-9][0-9]{8})$/

/** What a person may write: digits, with the usual marks between them. */
const WRITTEN = /^ ?\+?[0-9][0-9 ().\-/]{0,30}$/

export const isRegion = (region: string): region is CountryCode => isSupportedCountry(region)

/**
 * The number in E.164, or `undefined` when libphonenumber calls it impossible. A plus that a query string
 * turned into a blank counts as a plus.
 */
export function canonicalPhoneNumber (written: string, region: string): string | undefined {
  const french = region === 'FR' ? FRENCH.exec(written) : null
  return french === null ? readNumber(written, region) : `+33${french[1]}`
}

/**
 * The number that a field of a body or a query names, in E.164.
 *
 * @param Problem what is thrown for an impossible number: `Invalid`, or `Malformed` for one in a query
 * @throws Invalid or Malformed
 */
export function readPhoneNumber (field: string, written: string, region: string, Problem: typeof Invalid | typeof Malformed = Invalid): string {
  const number = canonicalPhoneNumber(written, region)
  if (number === undefined) throw new Problem(`${field} "${written}" is not a possible phone number. Send one such as 0639980001 or +33639980001.`)
  return number
}

const readNumber = remember((written, region) => {
  if (!WRITTEN.test(written) || !isRegion(region)) return undefined
  const number = parsePhoneNumberFromString(written.replace(/^ /, '+'), { defaultCountry: region, extract: false })
  return number?.isPossible() === true ? number.number : undefined
})

/** As it is shown back: national, without blanks, in the default region; else E.164. */
export function displayPhoneNumber (e164: string, region: string): string {
  const french = region === 'FR' ? FRENCH.exec(e164) : null
  return french === null ? writeNumber(e164, region) : `0${french[1]}`
}

const writeNumber = remember((e164, region) => {
  const number = parsePhoneNumberFromString(e164)
  if (number === undefined || !isRegion(region)) return e164
  return number.getPossibleCountries().includes(region) ? number.formatNational().replace(/\D/g, '') : e164
})

/** How the numbers of a region begin, by the example of one. */
export function numberPrefixes (region: string): NumberPrefixes {
  const example = isRegion(region) ? getExampleNumber(region, examples) : undefined
  if (example === undefined) return { international: '+', national: '+' }
  const { number, nationalNumber } = example
  const written = displayPhoneNumber(number, region)
  return { international: number.slice(0, -nationalNumber.length), national: written.endsWith(nationalNumber) ? written.slice(0, -nationalNumber.length) : '' }
}

/** A pure function of a number and a region that remembers its results: a flow meets each number several times. */
function remember<Result> (read: (text: string, region: string) => Result): (text: string, region: string) => Result {
  let results: LRUCache<string, { readonly result: Result }> | undefined // made when it is first needed: it takes its whole room at once
  return (text, region) => {
    if (text.length > LONGEST) return read(text, region)
    const key = `${region}${text}`
    results ??= new LRUCache({ max: REMEMBERED })
    const known = results.get(key)
    if (known !== undefined) return known.result
    const result = read(text, region)
    results.set(key, { result })
    return result
  }
}
