import { type Account, deviceOf } from '../sandbox/accounts/account.ts'
import { kmaOf } from './crypto/primitives.ts'
import { type Enrolled, withKeys } from './device.ts'

/**
 * Gives the account a new PIN, and one of its devices the Kma that goes with it. The other devices are refused until
 * they enrol again (docs/reference/device-protocol.md#9-synchro-password-and-reset).
 * @returns the account, not stored yet
 */
export function rekeyWithPin (account: Account, pin: string, { device, keys }: Pick<Enrolled, 'device' | 'keys'>): Enrolled {
  const rekeyed = { ...keys, Kma: kmaOf(pin, keys.serial) }
  const changed = withKeys({ ...account, pin, pinErrors: 0 }, device, rekeyed)
  return { account: changed, device, keys: rekeyed }
}

/**
 * Gives the account a new PIN, set on a device that may have no keys yet.
 * @returns the account, not stored yet
 */
export function withPin (account: Account, pin: string, deviceId: string): Account {
  const device = deviceOf(account, deviceId)
  if (device?.inwebo === undefined) return { ...account, pin, pinErrors: 0 }
  return rekeyWithPin(account, pin, { device, keys: device.inwebo }).account
}
