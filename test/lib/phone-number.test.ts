import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import t from 'tap'
import { canonicalPhoneNumber, displayPhoneNumber } from '../../src/lib/phone-number.ts'
import { selectOperation } from '../../src/pims/registry.ts'

t.test('a number is shown as national in its region, and as E.164 elsewhere or where it belongs to no region', async (t) => {
  t.equal(displayPhoneNumber('+33639980001', 'FR'), '0639980001')
  t.equal(displayPhoneNumber('+33639980001', 'DE'), '+33639980001')
  t.equal(displayPhoneNumber('+999123456789', 'FR'), '+999123456789')
})

t.test('a French number is read and shown as libphonenumber does it', async () => {
  fc.assert(fc.property(fc.constantFrom('0', '+33', '33', '+330'), fc.stringMatching(/^[0-9]{8,10}$/), (prefix, digits) => {
    const parsed = parsePhoneNumberFromString(`${prefix}${digits}`, { defaultCountry: 'FR', extract: false })
    const number = parsed?.isPossible() === true ? parsed.number : undefined
    if (number === undefined) return canonicalPhoneNumber(`${prefix}${digits}`, 'FR') === undefined
    const again = parsePhoneNumberFromString(number)
    const shown = again?.getPossibleCountries().includes('FR') === true ? again.formatNational().replace(/\D/g, '') : number
    return canonicalPhoneNumber(`${prefix}${digits}`, 'FR') === number && displayPhoneNumber(number, 'FR') === shown
  }), { numRuns: 2000 })
})

t.test('more numbers than are remembered are read all the same', async (t) => {
  const numbers = Array.from({ length: 10_002 }, (_, index) => `+336${10_000_000 + index}`)
  t.strictSame(numbers.map((number) => canonicalPhoneNumber(number, 'FR')), numbers)
  t.equal(canonicalPhoneNumber(' 33612345678', 'FR'), '+33612345678')
  t.equal(canonicalPhoneNumber(`0612345678${' '.repeat(40)}`, 'FR'), undefined)
})

t.test('an api that nobody knows has no operation', async (t) => {
  t.throws(() => selectOperation('get', 'pims.unknown', {}, 'psa'), { code: 2002 })
})
