import { parseTime } from '../../lib/iso-time.ts'
import type { Account } from '../../sandbox/accounts/account.ts'
import type { LoginProvider } from '../../wire/gigya.ts'
import type { Context } from '../language/operation.ts'
import { signIn } from './sign-in.ts'

/** How many wrong passwords in a row lock an account out. */
export const MAX_PASSWORD_ERRORS = 5
/** For how long, in milliseconds. */
const LOCKOUT = 5 * 60_000

/** The codes that a login of FCA's brands is refused with. */
export const LOGIN_REFUSALS = [2102, 2210, 2383, 2384, 2387, 2388, 2389] as const

/** The refusals of Gigya that a state of the account brings about, whatever it is signed in with. */
type StateCode = 2383 | 2384 | 2389
/** A refusal, and why. */
interface LoginRefusal<Code> { readonly code: Code, readonly why: string }

/** An account of FCA's brands, with what Gigya has of it. */
interface User { readonly account: Account, readonly gigya: NonNullable<Account['gigya']> }

/** The account as a user of FCA's brands; nothing where it is none. */
export function userOf (account: Account | undefined): User | undefined {
  return account?.family !== 'fca' || account.gigya === undefined ? undefined : { account, gigya: account.gigya }
}

/** What locks a user out. */
function lockout ({ account, gigya: { lockedUntil } }: User, now: number): LoginRefusal<2383> | undefined {
  if (account.blocked === 'AccountBlocked') return { code: 2383, why: `${account.id} is blocked (AccountBlocked)` }
  if (lockedUntil === null || (parseTime(lockedUntil) ?? 0) <= now) return undefined
  return { code: 2383, why: `${account.id} is locked out until ${lockedUntil}, after too many wrong passwords` }
}

/** What keeps a user out whose password is right. */
function * pending ({ gigya }: User): Iterable<LoginRefusal<2384 | 2389>> {
  if (!gigya.verified) yield { code: 2384, why: 'its e-mail address is not verified (gigya.verified)' }
  if (!gigya.profileComplete) yield { code: 2389, why: 'its profile is not complete (gigya.profileComplete)' }
}

/**
 * The refusals that the login of an account of FCA's brands meets by its state, in the order in which that is checked.
 *
 * @param now milliseconds since 1970
 */
export function loginRefusals (account: Account, now: number): ReadonlyArray<LoginRefusal<StateCode>> {
  const user = userOf(account)
  if (user === undefined) return []
  const locked = lockout(user, now)
  return [...locked === undefined ? [] : [locked], ...pending(user)]
}

/** What a user signs in with: `site` with a password. */
type Credentials = { readonly provider: 'site', readonly password: string } | { readonly provider: LoginProvider, readonly password?: undefined }

/**
 * Signs a user of FCA's brands in on the device.
 *
 * @param named what names the account, and in words that it names none
 * @throws PimsError 2102 where it is none of FCA's brands, else what Gigya refuses
 */
export function signInFca (context: Context<typeof LOGIN_REFUSALS[number]>, account: Account | undefined, credentials: Credentials, named: { readonly parameter: string, readonly reason: string }): void {
  const { fail, sandbox: { accounts, clock } } = context
  const user = userOf(account)
  if (user === undefined) throw fail(2102, named)
  const refuse = ({ code, why }: LoginRefusal<2210 | StateCode | 2387 | 2388>) => fail(code, { reason: why })
  const locked = lockout(user, clock.now())
  if (locked !== undefined) throw refuse(locked)
  const other = otherProvider(user, credentials.provider)
  if (other !== undefined) throw refuse(other)
  const wrong = wrongPassword(context, user, credentials.password)
  if (wrong !== undefined) throw refuse(wrong)
  const [first] = pending(user)
  if (first !== undefined) throw refuse(first)
  if (user.gigya.passwordErrors > 0) accounts.put({ ...user.account, gigya: { ...user.gigya, passwordErrors: 0, lockedUntil: null } })
  signIn(context, user.account)
}

/** Whether somebody signs in with what the account does not know. */
function otherProvider ({ account: { id }, gigya: { loginProviders } }: User, provider: LoginProvider): LoginRefusal<2387 | 2388> | undefined {
  if (loginProviders.includes(provider)) return undefined
  const known = `${id} signs in with ${loginProviders.join(', ')}, not with ${provider} (gigya.loginProviders)`
  return loginProviders.includes('site')
    ? { code: 2388, why: `${known}: the address has an account with a password already` }
    : { code: 2387, why: `${known}: sign in with that and link ${provider} to it` }
}

/** Counts a wrong password; the last one allowed locks the account out for a while. */
function wrongPassword ({ sandbox: { accounts, clock } }: Pick<Context, 'sandbox'>, { account, gigya }: User, password: string | undefined): LoginRefusal<2210 | 2383> | undefined {
  if (password === undefined || account.password === undefined || account.password === password) return undefined
  const passwordErrors = gigya.passwordErrors + 1
  const isLast = passwordErrors >= MAX_PASSWORD_ERRORS
  const counted = { ...gigya, passwordErrors, lockedUntil: isLast ? new Date(clock.now() + LOCKOUT).toISOString() : null }
  accounts.put({ ...account, gigya: isLast ? { ...counted, passwordErrors: 0 } : counted })
  const sentence = `the password is not that of ${account.id}: wrong password ${passwordErrors} of ${MAX_PASSWORD_ERRORS}`
  return isLast ? { code: 2383, why: `${sentence}, so it is locked out until ${counted.lockedUntil}` } : { code: 2210, why: sentence }
}
