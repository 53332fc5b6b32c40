import { constants, createDecipheriv, createPublicKey, type KeyObject, publicDecrypt, publicEncrypt } from 'node:crypto'
import { mgf1 } from '../../inwebo/crypto/rsa.ts'

// The device's side of docs/reference/device-protocol.md#3-primitives.

const xor = (left: Buffer, right: Buffer) => Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)))

/** Raises a block to the public exponent. */
export const rsaRaw = (key: KeyObject, block: Buffer): Buffer => publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, block)

const publicKey = (modulus: string) =>
  createPublicKey({ key: { kty: 'RSA', n: Buffer.from(modulus, 'hex').toString('base64url'), e: 'EQ' }, format: 'jwk' })

/** What the server sealed with the factory's private key. */
export function unseal (Kfact: string, sealed: string): string {
  const key = publicKey(Kfact)
  const blocks = sealed.match(/.{256}/g) ?? []
  return blocks.map((block) => {
    const em = rsaRaw(key, Buffer.from(block, 'hex'))
    const seed = xor(em.subarray(1, 33), mgf1(em.subarray(33), 32))
    const data = xor(em.subarray(33), mgf1(seed, 95))
    return data.subarray(data.indexOf(1, 32) + 1).toString('hex')
  }).join('')
}

/** Seals a payload under a modulus of the server. */
export const sealFor = (modulus: string, payload: Buffer): string =>
  publicEncrypt({ key: publicKey(modulus), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, payload).toString('hex')

/** What the server encrypted under Kma, hex to hex. */
export function decipher (Kma: string, hex: string): string {
  const cipher = createDecipheriv('aes-128-ecb', Buffer.from(Kma, 'hex'), null).setAutoPadding(false)
  return cipher.update(hex, 'hex', 'hex') + cipher.final('hex')
}
