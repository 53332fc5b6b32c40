import { createHash, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { readPrivateKey } from '../../lib/read-private-key.ts'
import { rsaDecrypt, rsaSeal } from './rsa.ts'

/** The RSA keys of the server, e = 17, 1024 bit because the clients cut their blocks at 128 bytes. */
export interface ServerKeys {
  /** Modulus of the factory key, in hex; clients take it from the answer. */
  readonly Kfact: string
  /** Modulus for `Kma` and `pin`, sealed. */
  readonly Kiw: string
  /** Modulus for `ms_val0`, sealed. */
  readonly msKey: string
  decryptWithKiw (hex: string): Buffer | undefined
  decryptWithMsKey (hex: string): Buffer | undefined
}

/** Modulus of a private key, in hex. */
export const modulusOf = (key: KeyObject): string => {
  const { n = '' } = key.export({ format: 'jwk' })
  return Buffer.from(n, 'base64url').toString('hex')
}

/** Computes a value once, when it is first needed. */
const once = <T>(make: () => T): () => T => {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/**
 * Reads the keys in a folder: `factory.pem`, `kiw.pem` and `ms.pem`. Encrypting a modulus, the one private-key
 * operation of a Setup, is done once, when it is first needed, with seeds that follow from the modulus.
 * @throws Error for a file that is no such key; its message names the file
 */
export function loadKeys (folder: string): ServerKeys {
  const read = (name: string) => readPrivateKey(join(folder, `${name}.pem`), { bits: 1024, exact: true, exponent: 17 })
  const [factory, kiw, ms] = [read('factory'), read('kiw'), read('ms')]
  const sealed = (key: KeyObject) => once(() => {
    const modulus = modulusOf(key)
    return rsaSeal(factory, modulus, (block) => createHash('sha256').update(`${modulus} ${block}`).digest())
  })
  const [sealedKiw, sealedMs] = [sealed(kiw), sealed(ms)]
  return {
    Kfact: modulusOf(factory),
    get Kiw () { return sealedKiw() },
    get msKey () { return sealedMs() },
    decryptWithKiw: (hex) => rsaDecrypt(kiw, hex),
    decryptWithMsKey: (hex) => rsaDecrypt(ms, hex)
  }
}
