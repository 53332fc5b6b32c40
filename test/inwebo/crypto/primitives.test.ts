import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { encryptUnder, rollK1, sameText } from '../../../src/inwebo/crypto/primitives.ts'
import { rsaDecrypt, rsaSeal } from '../../../src/inwebo/crypto/rsa.ts'
import { modulusOf } from '../../../src/inwebo/crypto/server-keys.ts'
import { unseal } from '../../../src/compare/device/sealed.ts'
import { hex } from '../../support/arbitraries.ts'
import { keys } from '../../support/inwebo.ts'

const factory = createPrivateKey(readFileSync('fixtures/keys/factory.pem'))

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

t.test('a rolled K1 is another key, and texts compare by value', async (t) => {
  t.match(rollK1('a'.repeat(32), 'b'.repeat(32)), /^[0-9a-f]{32}$/)
  t.ok(sameText('x', 'x'))
  t.notOk(sameText('x', 'xx'))
  t.equal(encryptUnder('0'.repeat(32), '0'.repeat(32)), '66e94bd4ef8a2c3b884cfa59ca342b2e', 'the known answer of AES-128')
})
