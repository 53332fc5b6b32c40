// @ts-nocheck
import { createHash, timingSafeEqual } from 'node:crypto'

const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789'
/** Digits of the largest 38-bit number in base 36. */
export const OTP_LENGTH = 8

/** The 38-bit number behind a one-time password: the start of the hash over `K1:defi:secval`. */
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

/** Computes a one-time password of at most 8 characters (docs/reference/device-protocol.md#3-primitives). */
export const computeOtp = (K1: string, defi: string, secval: string): string => base36(otpNumber(K1, defi, secval))

/**
 * Reads a one-time password that a client sends. Trailing zeros (`a`) do not change the number, so that all its forms
 * become one of 8 characters.
 * @returns `undefined` for a text that no one-time password can look like
 */
export const readOtp = (text: string): string | undefined =>
  /^[a-z0-9]{1,8}a{0,24}$/.test(text) ? text.slice(0, OTP_LENGTH).padEnd(OTP_LENGTH, DIGITS.charAt(0)) : undefined

/** Whether a password that `readOtp` gave back is this OTP; takes the same time wherever they differ. */
export const isOtp = (password: string, otp: string): boolean =>
  timingSafeEqual(Buffer.from(password), Buffer.from(otp.padEnd(OTP_LENGTH, DIGITS.charAt(0))))
