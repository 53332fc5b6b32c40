import { InweboError } from '../../inwebo/inwebo-error.ts'
import { issueOtp } from '../../inwebo/issue-otp.ts'
import { type Account, withService } from '../../sandbox/accounts/account.ts'
import { checkInweboState } from './check-inwebo-state.ts'
import type { Caller } from '../language/operation.ts'
import { flag, optional } from '../language/parameter.ts'
import { renewRemoteAccess } from './remote-access.ts'

/** The parameter that the vendor's OTP page adds to those of the reference. */
export const resetStep = () => optional(flag('Refreshes the cache of the device, which clears 2312 and 2317'))

/**
 * A one-time password for this device, which renews its remote token. With `resetStep` a disabled device is enabled again and
 * the account no longer upgradable; a device that never enrolled stays unknown.
 *
 * @throws InweboError
 */
export function otpOf (caller: Caller, resetStep: boolean | undefined, pin?: string): string {
  const { sandbox, account: before, deviceId } = caller
  const account = resetStep === true ? refreshed(before, deviceId) : before
  const device = checkInweboState({ account, deviceId })
  try {
    const otp = issueOtp(sandbox, account, device, { pin })
    renewRemoteAccess(caller)
    return otp
  } catch (error) {
    if (error instanceof InweboError && error.refusal === 'sync-failed') renewRemoteAccess(caller) // done, all the same
    throw error
  }
}

/** The account whose device is enabled, and which is no longer to be upgraded: the cure of 2312, and of 2317 while the PIN is used. */
export const refreshed = (account: Account, deviceId: string): Account => ({
  ...withService(account, { upgradable: false }),
  devices: account.devices.map((device) => device.id === deviceId ? { ...device, enabled: true } : device)
})
