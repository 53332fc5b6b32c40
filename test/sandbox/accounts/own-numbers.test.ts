import { readFileSync } from 'node:fs'
import { parsePhoneNumberFromString as parseAsPhonesDo } from 'libphonenumber-js/max'
import t from 'tap'
import { canonicalPhoneNumber } from '../../../src/lib/phone-number.ts'
import { errorCodes } from '../../../src/codes/catalogue.ts'
import { parseFixtures } from '../../../src/sandbox/accounts/fixtures.ts'
import { codeOfNumber, magicNumberOf, NUMBER_FAMILIES, type NumberFamily, ownNumber } from '../../../src/sandbox/accounts/own-numbers.ts'

const text = readFileSync('fixtures/accounts.json', 'utf8')
const numbersOf = (family: NumberFamily) =>
  [...parseFixtures(text, 'accounts.json', 0, family).values()].flatMap(({ trustedPhoneNumber }) => trustedPhoneNumber ?? [])
const isValidMobile = (number: string): boolean => {
  const parsed = parseAsPhonesDo(number)
  return parsed?.isValid() === true && parsed.getType() === 'MOBILE'
}
const codes23 = errorCodes.filter((code) => code >= 2300 && code < 2400)

t.test('every number of the family valid is a mobile for the metadata that phones use, and none of drama is', async (t) => {
  const accounts = numbersOf('valid')
  const magic = codes23.map((code) => magicNumberOf(code, 'valid'))
  t.ok(accounts.length >= 13)
  t.ok(magic.length >= 50)
  t.strictSame([...accounts, ...magic].filter((number) => !isValidMobile(number)), [])
  t.strictSame([...numbersOf('drama'), '+33639982310'].filter(isValidMobile), [])
})

t.test('they are those that the regulators set aside: +49 171 39200 xx, +49 176 040690 xx, 06 39 98 xx xx', async (t) => {
  for (const number of numbersOf('valid')) t.match(number, /^\+4917139200\d\d$/)
  for (const number of numbersOf('drama')) t.match(number, /^\+3363998\d{4}$/)
  for (const code of codes23) t.match(magicNumberOf(code, 'valid'), /^\+49176040690\d\d$/)
})

t.test('the numbers of accounts keep their last four digits, and are as different as they were', async (t) => {
  const endings = (numbers: readonly string[]) => numbers.map((number) => number.slice(-4))
  t.strictSame(endings(numbersOf('valid')), endings(numbersOf('drama')))
  t.equal(new Set(numbersOf('valid')).size, numbersOf('drama').length)
})

t.test('each code has a magic number in each family, which asks for it', async (t) => {
  for (const family of NUMBER_FAMILIES) {
    for (const code of errorCodes) t.equal(codeOfNumber(canonicalPhoneNumber(magicNumberOf(code, family), 'FR') ?? '', family), code, `${family} ${code}`)
  }
  t.equal(magicNumberOf(2310, 'drama'), '0639982310')
  t.equal(magicNumberOf(2310, 'valid'), '+4917604069010')
  t.equal(magicNumberOf(2201, 'valid'), '0639982201', 'no regulator has numbers for it that libraries take')
  t.equal(codeOfNumber('+33639982310', 'valid'), 2310, 'those of drama hold all the same')
})

t.test('any other number asks for nothing', async (t) => {
  t.equal(codeOfNumber('+4917604069010', 'drama'), undefined)
  for (const number of ['+33612345678', '+4917604069110', '+491760406901', '+49176040690100', '+336399823100', '+491713920010', '']) t.equal(codeOfNumber(number, 'valid'), undefined, number)
})

t.test('a number of somebody\'s own accounts stays as it is', async (t) => {
  for (const number of ['+33612345678', '+33639982310', '+33639980100', '+336399800012', '+447400123456']) t.equal(ownNumber(number, 'valid'), number)
  t.equal(ownNumber('+33639980001', 'drama'), '+33639980001')
})
