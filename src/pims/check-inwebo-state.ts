import { InweboError } from '../inwebo/errors.ts'
import { checkAccess, checkUpgraded } from '../inwebo/account-checks.ts'
import { type Account, type Device, deviceOf } from '../sandbox/account.ts'

/** Whom a message speaks for, and on which device. */
interface Speaker {
  readonly account: Account
  readonly deviceId: string
}

/** Whether the device is enrolled and enabled. */
export const isEnrolled = ({ account, deviceId }: Speaker): boolean => deviceOf(account, deviceId)?.enabled === true

/** @throws InweboError NOK:NODEVICE */
export function checkNotDisabled ({ account, deviceId }: Speaker): void {
  if (deviceOf(account, deviceId)?.enabled === false) throw new InweboError('NOK:NODEVICE', `the device ${deviceId} is disabled`)
}

/**
 * Checks that strong authentication is in order and this device enrolled (docs/reference/http-api.md#the-two-operations-on-a-phone-number).
 *
 * @throws InweboError for the first thing that is not
 */
export function checkInweboState (speaker: Speaker): Device {
  const { account, deviceId } = speaker
  checkAccess(account)
  checkNotDisabled(speaker)
  const device = deviceOf(account, deviceId)
  if (device === undefined) throw new InweboError('NOK:NODEVICE', `the device ${deviceId} is not enrolled`)
  checkUpgraded(account)
  return device
}
