import { createHash } from 'node:crypto'
import { sameText } from './primitives.ts'

const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** The 38-bit number behind a one-time password, from the hash over `K1:defi:secval`. */
export function otpNumber (K1: string, defi: string, secval: string): number {
  const digest = createHash('sha256').update(`${K1}:${defi}:${secval}`).digest()
  return (digest.readUInt32BE(0) & 0x0fffffff) * 1024 + (digest.readUInt32BE(4) & 1023)
}

/** A number as inWebo writes it: base 36, least significant digit first, digit zero is `a`, no padding. */
export function base36 (number: number): string {
  let digits = ''
  for (let left = number; left > 0; left = Math.floor(left / 36)) digits += DIGITS.charAt(left % 36)
  return digits || DIGITS.charAt(0)
}

/** A one-time password (docs/reference/device-protocol.md#3-primitives); at most 8 characters. */
export const computeOtp = (K1: string, defi: string, secval: string): string => base36(otpNumber(K1, defi, secval))

/** Whether a password is this OTP, in constant time; one padded with the digit zero is the same number. */
export const isOtp = (password: string, otp: string): boolean =>
  sameText(password.replace(/a+$/, ''), otp.replace(/a+$/, ''))
