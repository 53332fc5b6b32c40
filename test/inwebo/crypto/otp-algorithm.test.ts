import fc from 'fast-check'
import t from 'tap'
import { base36, computeOtp, isOtp, readOtp } from '../../../src/inwebo/crypto/otp-algorithm.ts'
import { redeemOtp } from '../../../src/inwebo/issue-otp.ts'
import { hex } from '../../support/arbitraries.ts'
import { otpSamples } from '../../support/vectors.ts'
import { enrolledWorld } from '../../support/inwebo.ts'

t.test('the arithmetic agrees with the recorded clients', async (t) => {
  for (const { K1, defi, secval, otp } of otpSamples) t.equal(computeOtp(K1, defi, secval), otp, `defi ${defi}`)
})

t.test('a one-time password is at most 8 digits of base 36 and never ends in a zero', async (t) => {
  fc.assert(fc.property(hex(32), fc.nat(2 ** 31 - 1), hex(32), (K1, defi, secval) => {
    t.match(computeOtp(K1, String(defi), secval), /^[a-z0-9]{0,7}[b-z0-9]$/)
  }))
  t.equal(base36(0), 'a')
  t.equal(base36(1), 'b')
  t.equal(base36(35), '9')
  t.equal(base36(36), 'ab', 'the least significant digit comes first')
  t.equal(base36(2 ** 38 - 1).length, 8)
})

t.test('a password is read with any padding up to 32 characters, and only as it can look', async (t) => {
  t.equal(readOtp('b'), 'baaaaaaa')
  t.equal(readOtp('ba'), 'baaaaaaa')
  t.equal(readOtp(`b${'a'.repeat(31)}`), 'baaaaaaa')
  t.equal(readOtp('abcdefgh'), 'abcdefgh')
  for (const text of ['', 'abcdefghi', `b${'a'.repeat(32)}`, 'B', 'b b', 'é', 'b\n']) t.equal(readOtp(text), undefined, JSON.stringify(text))
})

t.test('a password is the OTP when it is the same number, and no other', async (t) => {
  const digits = 'abcdefghijklmnopqrstuvwxyz0123456789'
  fc.assert(fc.property(fc.stringMatching(/^[a-z0-9]{0,7}[b-z0-9]$/), fc.nat(7), fc.constantFrom(...digits), (otp, place, digit) => {
    const password = otp.padEnd(8, 'a')
    t.ok(isOtp(password, otp))
    const changed = password.slice(0, place) + digit + password.slice(place + 1)
    t.equal(isOtp(changed, otp), changed === password)
  }))
})

t.test('a megabyte in place of a password is refused without computing anything from it', async (t) => {
  const { sandbox, account, client } = await enrolledWorld()
  for (let count = 0; count < 10; count++) await client.otp()
  t.throws(() => redeemOtp(sandbox, account(), `${'a'.repeat(2 ** 20)}b`), /at most 8 characters.* this one has 1048577/)
})
