import { createCipheriv, createHash, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a text, as lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The AES key of a device: the start of a hash over its PIN and serial. */
export const kmaOf = (pin: string, serial: string): string => sha256(`${pin};${serial}`).slice(0, 32)

/** The K1 that follows from a K1 and the `dK1` of an answer. */
export const rollK1 = (K1: string, dK1: string): string => sha256(`${K1};${dK1}`).slice(0, 32)

/** AES-128-ECB without padding, hex to hex: how K0, K1 and `secval` leave the server. */
export function encryptUnder (Kma: string, hex: string): string {
  const cipher = createCipheriv('aes-128-ecb', Buffer.from(Kma, 'hex'), null).setAutoPadding(false)
  return cipher.update(hex, 'hex', 'hex') + cipher.final('hex')
}

/** Whether two texts are the same, in a time that does not depend on where they differ. */
export const sameText = (left: string, right: string): boolean => {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(left), hash(right))
}

/**
 * The R value that proves something a device shares with the server (docs/reference/device-protocol.md#3-primitives).
 *
 * @param secret the serial for R0, K1 for R1, the PIN for R2; empty where the client leaves the PIN out
 */
export const rValue = (challenge: string, K0: string, secret: string): string => sha256(`${challenge};${K0};${secret}`)
