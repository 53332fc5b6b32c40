import { constants, createHash, type KeyObject, privateDecrypt, privateEncrypt } from 'node:crypto'

const HASH_LENGTH = 32
/** Bytes of a 1024-bit block, the size at which the clients cut. */
const BLOCK = 128
/** Bytes of payload that fit one block. */
export const CHUNK = BLOCK - 2 * HASH_LENGTH - 2

const EMPTY_LABEL_HASH = createHash('sha256').digest()

/** MGF1 with SHA-256 (RFC 8017, B.2.1). */
export function mgf1 (seed: Buffer, length: number): Buffer {
  const parts = Array.from({ length: Math.ceil(length / HASH_LENGTH) }, (_, counter) => {
    const octets = Buffer.alloc(4)
    octets.writeUInt32BE(counter)
    return createHash('sha256').update(seed).update(octets).digest()
  })
  return Buffer.concat(parts).subarray(0, length)
}

const xor = (left: Buffer, right: Buffer) => Buffer.from(left.map((byte, index) => byte ^ right.readUInt8(index)))

/** The OAEP block of a payload of at most 62 bytes, with SHA-256 and no label; node:crypto pads only under a public key. */
export function oaepPad (payload: Buffer, seed: Buffer): Buffer {
  const zeros = Buffer.alloc(CHUNK - payload.length)
  const data = Buffer.concat([EMPTY_LABEL_HASH, zeros, Buffer.of(1), payload])
  const maskedData = xor(data, mgf1(seed, data.length))
  const maskedSeed = xor(seed, mgf1(maskedData, HASH_LENGTH))
  return Buffer.concat([Buffer.of(0), maskedSeed, maskedData])
}

/**
 * Encrypts a payload for a device: OAEP blocks raised to the private exponent of the factory key, hex to hex
 * (docs/reference/device-protocol.md#3-primitives).
 * @param seed gives the 32 random bytes of a block
 */
export function rsaSeal (factory: KeyObject, payload: string, seed: (block: number) => Buffer): string {
  const bytes = Buffer.from(payload, 'hex')
  const blocks = Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, block) => {
    const padded = oaepPad(bytes.subarray(block * CHUNK, (block + 1) * CHUNK), seed(block))
    return privateEncrypt({ key: factory, padding: constants.RSA_NO_PADDING }, padded)
  })
  return Buffer.concat(blocks).toString('hex')
}

/** Decrypts one RSA-OAEP block from a device, in hex; `undefined` when it was not made for this key. */
export function rsaDecrypt (key: KeyObject, hex: string): Buffer | undefined {
  try {
    return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, Buffer.from(hex, 'hex'))
  } catch {
    return undefined
  }
}
