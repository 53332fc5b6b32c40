import type { Account } from '../sandbox/accounts/account.ts'
import { DAY } from '../lib/day.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { Budget } from './budget.ts'

/** How many times are kept; beyond that the oldest two are merged. */
const MOMENTS = 200

type Moment = NonNullable<Account['otpTimes']>[number]

const total = (moments: readonly Moment[]) => moments.reduce((sum, { count }) => sum + count, 0)

/** The moments of the last 24 hours; passwords that a fixture counts without a time count as made now. */
function lastDay ({ otpTimes, otpCount24h }: Account, now: number): readonly Moment[] {
  if (otpTimes !== undefined) return otpTimes.filter(({ at }) => at > now - DAY)
  return otpCount24h === 0 ? [] : [{ at: now, count: otpCount24h }]
}

/** One-time passwords that the account made in the 24 hours before `now` (milliseconds since 1970). */
export const otpsInLastDay = (account: Account, now: number): number => total(lastDay(account, now))

/** The account after one more one-time password, not stored yet. */
export function countOtp (sandbox: Sandbox, account: Account): Account {
  const now = sandbox.clock.now()
  sandbox.part(Budget).count(account.id, 'otps')
  const [first, second, ...rest] = [...lastDay(account, now), { at: now, count: 1 }]
  const isFull = rest.length + 2 > MOMENTS && first !== undefined && second !== undefined
  const otpTimes = isFull
    ? [{ at: second.at, count: first.count + second.count }, ...rest]
    : [first, second, ...rest].filter((moment) => moment !== undefined)
  return { ...account, otpTimes, otpCount24h: total(otpTimes) }
}

/** The account with so many one-time passwords made just now. */
export const withOtpCount = (account: Account, count: number, now: number): Account =>
  ({ ...account, otpCount24h: count, otpTimes: count === 0 ? [] : [{ at: now, count }] })
