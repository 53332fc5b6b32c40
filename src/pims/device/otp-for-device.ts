import { issueOtp } from '../../inwebo/issue-otp.ts'
import { type Account, withService } from '../../sandbox/accounts/account.ts'
import { checkInweboState } from './check-inwebo-state.ts'
import type { Caller } from '../language/operation.ts'
import { flag, optional } from '../language/parameter.ts'

/** The parameter that the vendor's OTP page adds to those of the reference. */
export const resetStep = () => optional(flag('Refreshes the cache of the device, which clears 2312 and 2317'))

/**
 * A one-time password for this device. With `resetStep` a disabled device is enabled again and the account no longer
 * upgradable; a device that never enrolled stays unknown.
 *
 * @throws InweboError
 */
export function otpOf ({ sandbox, account: before, deviceId }: Caller, resetStep: boolean | undefined, pin?: string): string {
  const account = resetStep === true ? refreshed(before, deviceId) : before
  return issueOtp(sandbox, account, checkInweboState({ account, deviceId }), { pin })
}

const refreshed = (account: Account, deviceId: string): Account => ({
  ...withService(account, { upgradable: false }),
  devices: account.devices.map((device) => device.id === deviceId ? { ...device, enabled: true } : device)
})
