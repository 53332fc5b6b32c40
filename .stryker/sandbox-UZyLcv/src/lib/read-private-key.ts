// @ts-nocheck
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** What an RSA key must be. */
export interface KeyRequirement {
  /** Size of the modulus in bits: the smallest, or with `exact` the only one. */
  readonly bits: number
  readonly exact?: boolean
  readonly exponent?: number
}

/**
 * Reads a private RSA key from a PEM file and checks it.
 * @throws Error that names the file and what is wrong with it
 */
export function readPrivateKey (file: string, { bits, exact = false, exponent }: KeyRequirement): KeyObject {
  const name = basename(file)
  const key = parse(name, read(name, file))
  const { modulusLength = 0, publicExponent } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType !== 'rsa') throw new Error(`${name} is a key of type ${key.asymmetricKeyType}: it should be an RSA key`)
  if (exact ? modulusLength !== bits : modulusLength < bits) throw new Error(`${name} is an RSA key of ${modulusLength} bits: it should have ${bits}${exact ? '' : ' or more'}`)
  if (exponent !== undefined && publicExponent !== BigInt(exponent)) throw new Error(`${name} is an RSA key with the public exponent ${publicExponent}: it should be ${exponent}`)
  return key
}

function read (name: string, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(code === 'ENOENT' ? `${name} is missing` : `${name} cannot be read (${code})`)
  }
}

function parse (name: string, pem: Buffer): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    throw new Error(`${name} is not a private key in PEM`)
  }
}
