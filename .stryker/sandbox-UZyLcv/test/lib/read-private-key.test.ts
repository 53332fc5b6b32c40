// @ts-nocheck
import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import t from 'tap'
import { readPrivateKey } from '../../src/lib/read-private-key.ts'

const pem = (key: { export: (options: { type: 'pkcs8', format: 'pem' }) => string | Buffer }) => String(key.export({ type: 'pkcs8', format: 'pem' }))
const rsa = (modulusLength: number, publicExponent: number) => generateKeyPairSync('rsa', {
  modulusLength, publicExponent, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' }
}).privateKey

t.test('a key that will not do is named, and what is wrong with it', async (t) => {
  const folder = t.testdir({
    'text.pem': 'no key',
    'empty.pem': '',
    'folder.pem': {},
    'curve.pem': pem(generateKeyPairSync('ed25519').privateKey),
    'small.pem': rsa(1024, 17),
    'exponent.pem': rsa(1024, 65537)
  })
  const read = (name: string, requirement = { bits: 1024, exact: true, exponent: 17 }) => readPrivateKey(join(folder, name), requirement)
  t.throws(() => read('none.pem'), new Error('none.pem is missing'))
  t.throws(() => read('folder.pem'), new Error('folder.pem cannot be read (EISDIR)'))
  t.throws(() => read('text.pem'), new Error('text.pem is not a private key in PEM'))
  t.throws(() => read('empty.pem'), new Error('empty.pem is not a private key in PEM'))
  t.throws(() => read('curve.pem'), new Error('curve.pem is a key of type ed25519: it should be an RSA key'))
  t.throws(() => read('exponent.pem'), new Error('exponent.pem is an RSA key with the public exponent 65537: it should be 17'))
  t.throws(() => read('small.pem', { bits: 1025, exact: true, exponent: 17 }), new Error('small.pem is an RSA key of 1024 bits: it should have 1025'))
  t.throws(() => readPrivateKey(join(folder, 'small.pem'), { bits: 1025 }), new Error('small.pem is an RSA key of 1024 bits: it should have 1025 or more'))
  t.equal(read('small.pem').asymmetricKeyType, 'rsa')
  t.equal(readPrivateKey(join(folder, 'small.pem'), { bits: 1024 }).asymmetricKeyType, 'rsa')
})
