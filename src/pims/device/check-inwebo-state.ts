import { InweboError } from '../../inwebo/inwebo-error.ts'
import { checkAccess, checkUpgraded } from '../../inwebo/account-checks.ts'
import { type Device, deviceOf } from '../../sandbox/accounts/account.ts'
import type { Caller } from '../language/operation.ts'

/** Whether the device is enrolled and enabled. */
export const isEnrolled = ({ account, deviceId }: Pick<Caller, 'account' | 'deviceId'>): boolean => deviceOf(account, deviceId)?.enabled === true

/** @throws InweboError no-device */
export function checkNotDisabled ({ account, deviceId }: Pick<Caller, 'account' | 'deviceId'>): void {
  if (deviceOf(account, deviceId)?.enabled === false) throw new InweboError('no-device', `the device ${deviceId} is disabled`)
}

/**
 * Checks that strong authentication is in order and this device enrolled (docs/reference/http-api.md#the-two-operations-on-a-phone-number).
 *
 * @throws InweboError for the first thing that is not
 */
export function checkInweboState (caller: Pick<Caller, 'account' | 'deviceId'>): Device {
  const { account, deviceId } = caller
  checkAccess(account)
  checkNotDisabled(caller)
  const device = deviceOf(account, deviceId)
  if (device === undefined) throw new InweboError('no-device', `the device ${deviceId} is not enrolled`)
  checkUpgraded(account)
  return device
}
