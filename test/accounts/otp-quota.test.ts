import t from 'tap'
import { countOtp, otpsInLastDay, withOtpCount } from '../../src/accounts/otp-quota.ts'
import { Budget } from '../../src/accounts/budget.ts'
import { carol, inweboWorld, START } from '../support/inwebo.ts'

t.test('a one-time password is counted with its time, on the account and by the meter', async (t) => {
  const { sandbox } = inweboWorld()
  const once = countOtp(sandbox, carol)
  t.strictSame([once.otpCount24h, once.otpTimes], [1, [{ at: START, count: 1 }]])
  t.strictSame(countOtp(sandbox, once).otpTimes, [{ at: START, count: 1 }, { at: START, count: 1 }])
  t.match([...sandbox.part(Budget).values()], [{ account: 'carol', spent: { otps: 2 } }])
})

t.test('a count that is written was made just now, and none leaves no time', async (t) => {
  const written = withOtpCount(carol, 5, START)
  t.match(written, { id: 'carol', otpCount24h: 5, otpTimes: [{ at: START, count: 5 }] })
  t.strictSame(withOtpCount(written, 0, START).otpTimes, [])
  t.equal(otpsInLastDay(written, START + 86_399_999), 5)
  t.equal(otpsInLastDay(written, START + 86_400_000), 0)
})

t.test('a fixture that counts without a time counts as of now', async (t) => {
  t.equal(otpsInLastDay({ ...carol, otpCount24h: 4 }, START), 4)
  t.equal(otpsInLastDay(carol, START), 0)
  const { sandbox } = inweboWorld()
  t.strictSame(countOtp(sandbox, carol).otpTimes?.length, 1, 'no entry for none')
})
