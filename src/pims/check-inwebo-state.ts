import { type Account, deviceOf } from '../sandbox/account.ts'
import { isOlder } from '../inwebo/version.ts'
import type { Context } from './operation.ts'

type StateCode = 2308 | 2309 | 2310 | 2311 | 2312 | 2313 | 2314 | 2317

/**
 * Checks that the account's strong authentication is in order (http-api.md, section 3, "The two operations of the seed").
 *
 * @throws PimsError the code of the first thing that is not
 */
export function checkInweboState ({ account, deviceId, fail }: Context<StateCode>): void {
  const { inwebo } = account
  if (account.blocked !== 'NotBlocked') throw fail(2310)
  if (!inwebo.synchronised) throw fail(2311)
  if (!inwebo.activated) throw fail(2313)
  if (inwebo.services === 0) throw fail(2314)
  if (inwebo.access === 'refused') throw fail(2308)
  if (isOlder(inwebo.libraryVersion, inwebo.minLibraryVersion)) throw fail(2309)
  if (!isEnrolled(account, deviceId)) throw fail(2312)
  if (inwebo.upgradable) throw fail(2317)
}

/** Whether the device is enrolled and enabled. */
export const isEnrolled = (account: Account, deviceId: string): boolean => deviceOf(account, deviceId)?.enabled === true
