import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { encryptUnder, rollK1, sameText } from '../../../src/inwebo/crypto/primitives.ts'
import { WIRE_ERRORS, wireOf, InweboError, type WireError } from '../../../src/inwebo/errors.ts'
import { base36, computeOtp, isOtp, OTP_LENGTH, readOtp } from '../../../src/inwebo/crypto/otp-algorithm.ts'
import { rsaDecrypt, rsaSeal } from '../../../src/inwebo/crypto/rsa.ts'
import { modulusOf } from '../../../src/inwebo/crypto/server-keys.ts'
import { toXml } from '../../../src/inwebo/device-protocol/xml.ts'
import { unseal } from '../../support/device-client.ts'
import { keys } from '../../support/inwebo.ts'

const hex = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
const factory = createPrivateKey(readFileSync('fixtures/keys/factory.pem'))

t.test('an answer is a declaration and a flat element that gives back every text', async (t) => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,9}$/)
  const text = fc.string({ unit: 'grapheme' }).map((value) => value.replace(/[\p{Cc}\p{Cs}]/gu, ''))
  const unescape = (value = '') => value.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
  fc.assert(fc.property(fc.dictionary(name, text), (fields) => {
    const xml = toXml('ActionSetup', fields)
    const [, inner = ''] = /^<\?xml version="1.0" encoding="UTF-8"\?>\n<ActionSetup>(.*)<\/ActionSetup>$/su.exec(xml) ?? []
    const children = [...inner.matchAll(/<(\w+)(?:\/>|>([^<]*)<\/\1>)/g)].map(([, key = '', value]) => [key, unescape(value)])
    t.strictSame(Object.fromEntries(children), Object.fromEntries(Object.entries(fields)))
    t.equal(children.length, Object.keys(fields).length)
  }))
})

t.test('whatever is sealed under the factory key, a device reads with its modulus', async (t) => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), hex(64), (bytes, seed) => {
    const payload = Buffer.from(bytes).toString('hex')
    const sealed = rsaSeal(factory, payload, () => Buffer.from(seed, 'hex'))
    t.equal(sealed.length, 256 * Math.ceil(bytes.length / 62))
    t.equal(unseal(modulusOf(factory), sealed), payload)
  }), { numRuns: 30 })
})

t.test('the keys of the mock are 1024-bit moduli with the exponent of the clients, sealed in three blocks', async (t) => {
  t.match(keys.Kfact, /^[0-9a-f]{256}$/)
  for (const [sealed, name] of [[keys.Kiw, 'kiw'], [keys.msKey, 'ms']] as const) {
    const key = createPrivateKey(readFileSync(`fixtures/keys/${name}.pem`))
    t.match(key.asymmetricKeyDetails, { modulusLength: 1024, publicExponent: 17n })
    t.equal(sealed.length, 768)
    t.equal(unseal(keys.Kfact, sealed), modulusOf(key))
  }
  t.equal(keys.Kiw, keys.Kiw, 'sealed once')
})

t.test('what is not an OAEP block does not open', async (t) => {
  t.equal(rsaDecrypt(factory, '00'.repeat(128)), undefined)
  t.equal(keys.decryptWithKiw('ff'.repeat(128)), undefined)
})

t.test('a one-time password is base 36 of 38 bits, and its padded form is the same', async (t) => {
  fc.assert(fc.property(hex(32), fc.nat(2 ** 31 - 1), hex(32), (K1, defi, secval) => {
    const otp = computeOtp(K1, String(defi), secval)
    t.match(otp, /^[a-z0-9]{1,8}$/)
    t.notMatch(otp, /.a$/)
    t.ok(isOtp(readOtp(otp.padEnd(8, 'a')) ?? '', otp))
    t.equal(readOtp(otp), otp.padEnd(OTP_LENGTH, 'a'))
    t.notOk(isOtp(readOtp(`b${otp.slice(0, 7)}`) ?? '', otp) && !otp.startsWith('b'))
  }))
  t.equal(base36(0), 'a')
  t.equal(base36(2 ** 38 - 1).length, 8)
})

t.test('a rolled K1 is another key, and texts compare by value', async (t) => {
  t.match(rollK1('a'.repeat(32), 'b'.repeat(32)), /^[0-9a-f]{32}$/)
  t.ok(sameText('x', 'x'))
  t.notOk(sameText('x', 'xx'))
  t.equal(encryptUnder('0'.repeat(32), '0'.repeat(32)), '66e94bd4ef8a2c3b884cfa59ca342b2e', 'the known answer of AES-128')
})

t.test('every PIMS code that the protocol knows becomes one error string, and back', async (t) => {
  for (const [wire, { code }] of Object.entries(WIRE_ERRORS)) {
    const error = new InweboError(wire as WireError, 'why')
    t.strictSame(error.codes, [code])
    t.strictSame(new InweboError(wireOf(code), 'why').codes, [code])
  }
  t.equal(wireOf(2310), 'NOK:NOK_BLOCKED')
  t.equal(wireOf(2317), 'NOK:FORBIDDEN')
  t.equal(wireOf(2390), 'NOK:ERR1')
})
