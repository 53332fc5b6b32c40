import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { ACCOUNT_STATES } from '../words/account-states.ts'
import { InweboError, type InweboRefusal } from './inwebo-error.ts'
import { limitsOf } from '../accounts/limits.ts'
import { otpsInLastDay } from '../accounts/otp-quota.ts'
import { isOlder } from './version.ts'

interface Check {
  readonly refusal: InweboRefusal
  readonly reason: string
  readonly fails: (account: Account) => boolean
}

/** What must be in order in the inWebo service of an account that is not blocked, in the order in which it is checked. */
const CHECKS: readonly Check[] = [
  { refusal: 'not-synchronised', reason: 'the account is not synchronised', fails: ACCOUNT_STATES[2311].isSo },
  { refusal: 'not-activated', reason: 'the user has no inWebo client', fails: ACCOUNT_STATES[2313].isSo },
  { refusal: 'no-service', reason: 'the user has no service', fails: ACCOUNT_STATES[2314].isSo },
  { refusal: 'access-refused', reason: 'the account is refused access', fails: ACCOUNT_STATES[2308].isSo }
]

/**
 * Checks that nothing blocks the account; `Unknown` is shown and blocks nothing.
 * @throws InweboError blocked, pin-blocked
 */
export function checkNotBlocked (account: Account): void {
  if (ACCOUNT_STATES[2310].isSo(account)) throw new InweboError('blocked', 'the account is blocked (AccountBlocked); remove all enrolments to start over')
  if (account.blocked === 'PinBlocked') throw new InweboError('pin-blocked', 'the PIN is blocked (PinBlocked), after too many wrong PINs or enrolments; reset the PIN or remove all enrolments')
}

/** @throws InweboError old-library */
export function checkLibrary ({ inwebo }: Account, libraryVersion = inwebo.libraryVersion): void {
  const { libraryVersion: ours, minLibraryVersion: least } = inwebo
  if (isOlder(ours, least) || (libraryVersion !== ours && isOlder(libraryVersion, least))) {
    throw new InweboError('old-library', `the library is older than ${inwebo.minLibraryVersion}, which the account demands`)
  }
}

/**
 * Checks that the account may use its inWebo service, whatever the device.
 * @throws InweboError for the first thing that is not in order
 */
export function checkAccess (account: Account, libraryVersion?: string): void {
  checkNotBlocked(account)
  checkAll(CHECKS, account)
  checkLibrary(account, libraryVersion)
}

/** What bars an account from the service itself, whatever becomes of its devices. */
const ENTITLEMENTS = CHECKS.filter(({ refusal }) => refusal === 'no-service' || refusal === 'access-refused')

/**
 * Checks that the account has a service and access to it.
 * @throws InweboError no-service, access-refused
 */
export const checkEntitled = (account: Account): void => checkAll(ENTITLEMENTS, account)

/** @throws InweboError for the first check that the account fails */
function checkAll (checks: readonly Check[], account: Account): void {
  const failed = checks.find(({ fails }) => fails(account))
  if (failed !== undefined) throw new InweboError(failed.refusal, failed.reason)
}

/** @throws InweboError upgrade-required */
export function checkUpgraded (account: Account): void {
  if (ACCOUNT_STATES[2317].isSo(account)) throw new InweboError('upgrade-required', 'the account has to be upgraded')
}

/**
 * Checks that the account's inWebo service is in order.
 * @param libraryVersion what the client says it is; else what the account says
 * @throws InweboError for the first thing that is not
 */
export function checkService (account: Account, libraryVersion?: string): void {
  checkAccess(account, libraryVersion)
  checkUpgraded(account)
}

/** Everything that is not in order at the inWebo service of an account, in the order in which it is checked. */
export function refusalsOf (account: Account): InweboError[] {
  const steps = [
    () => checkNotBlocked(account),
    ...CHECKS.map((check) => () => checkAll([check], account)),
    () => checkLibrary(account),
    () => checkUpgraded(account),
    () => failIfPostSyncFails(account)
  ]
  return steps.flatMap((step) => {
    try {
      step()
      return []
    } catch (error) {
      if (error instanceof InweboError) return [error]
      throw error
    }
  })
}

/** @throws InweboError otp-limit when the one-time passwords of the last 24 hours are used up */
export function checkOtpQuota (sandbox: Sandbox, account: Account): void {
  const { otpDailyLimit = Infinity } = limitsOf(sandbox, account)
  const made = otpsInLastDay(account, sandbox.clock.now())
  if (made >= otpDailyLimit) throw new InweboError('otp-limit', `${made} one-time passwords were made in the last 24 hours; the limit is ${otpDailyLimit}`)
}

/** @throws InweboError sync-failed if the account is set to fail its post-synchronisation; the change is stored already */
export function failIfPostSyncFails (account: Account): void {
  if (ACCOUNT_STATES[2316].isSo(account)) throw new InweboError('sync-failed', 'done, but the post-synchronisation of the account fails')
}
