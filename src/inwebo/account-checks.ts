import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { InweboError, type WireError } from './errors.ts'
import { limitsOf } from './limits.ts'
import { otpsInLastDay } from './quota.ts'
import { isOlder } from './version.ts'

interface Check {
  readonly wire: WireError
  readonly reason: string
  readonly fails: (account: Account) => boolean
}

/** What must be in order in the inWebo service of an account that is not blocked, in the order in which it is checked. */
const CHECKS: readonly Check[] = [
  { wire: 'NOK:STATE', reason: 'the account is not synchronised', fails: ({ inwebo }) => !inwebo.synchronised },
  { wire: 'NOK:NOCA', reason: 'the user has no inWebo client', fails: ({ inwebo }) => !inwebo.activated },
  { wire: 'NOK:NOSRV', reason: 'the user has no service', fails: ({ inwebo }) => inwebo.services === 0 },
  { wire: 'NOK:ACCESS', reason: 'the account is refused access', fails: ({ inwebo }) => inwebo.access === 'refused' }
]

/** The device protocol has one string for both blocks; PIMS calls a blocked PIN 2317, a blocked account 2310. */
export const pinBlocked = (reason: string): InweboError => new InweboError('NOK:NOK_BLOCKED', reason, 2317)

/**
 * Checks that nothing blocks the account; `Unknown` is shown and blocks nothing.
 * @throws InweboError NOK:NOK_BLOCKED
 */
export function checkNotBlocked ({ blocked }: Account): void {
  if (blocked === 'AccountBlocked') throw new InweboError('NOK:NOK_BLOCKED', 'the account is blocked (AccountBlocked); remove all enrolments to start over')
  if (blocked === 'PinBlocked') throw pinBlocked('the PIN is blocked (PinBlocked), after too many wrong PINs or enrolments; reset the PIN or remove all enrolments')
}

/** @throws InweboError NOK:VERSION */
export function checkLibrary ({ inwebo }: Account, libraryVersion = inwebo.libraryVersion): void {
  const { libraryVersion: ours, minLibraryVersion: least } = inwebo
  if (isOlder(ours, least) || (libraryVersion !== ours && isOlder(libraryVersion, least))) {
    throw new InweboError('NOK:VERSION', `the library is older than ${inwebo.minLibraryVersion}, which the account demands`)
  }
}

/**
 * Checks that the account may use its inWebo service, whatever the device.
 * @throws InweboError for the first thing that is not in order
 */
export function checkAccess (account: Account, libraryVersion?: string): void {
  checkNotBlocked(account)
  const failed = CHECKS.find(({ fails }) => fails(account))
  if (failed !== undefined) throw new InweboError(failed.wire, failed.reason)
  checkLibrary(account, libraryVersion)
}

/** @throws InweboError NOK:FORBIDDEN */
export function checkUpgraded ({ inwebo }: Account): void {
  if (inwebo.upgradable) throw new InweboError('NOK:FORBIDDEN', 'the account has to be upgraded')
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
    ...CHECKS.map(({ wire, reason, fails }) => () => {
      if (fails(account)) throw new InweboError(wire, reason)
    }),
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

/** @throws InweboError NOK:ACCESS when the one-time passwords of the last 24 hours are used up */
export function checkOtpQuota (sandbox: Sandbox, account: Account): void {
  const { otpDailyLimit = Infinity } = limitsOf(sandbox, account)
  const made = otpsInLastDay(account, sandbox.clock.now())
  if (made >= otpDailyLimit) throw new InweboError('NOK:ACCESS', `${made} one-time passwords were made in the last 24 hours; the limit is ${otpDailyLimit}`)
}

/** @throws InweboError NOK:SYNCHROFAILED if the account is set to fail its post-synchronisation; the change is stored already */
export function failIfPostSyncFails ({ inwebo }: Account): void {
  if (inwebo.postSync === 'failed') throw new InweboError('NOK:SYNCHROFAILED', 'done, but the post-synchronisation of the account fails')
}
