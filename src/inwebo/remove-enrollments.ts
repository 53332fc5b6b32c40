import { Budget } from '../accounts/budget.ts'
import { type Account, withService } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { checkService } from './account-checks.ts'

/**
 * Removes all devices, and with them the inWebo client, its PIN and its faulty states; clears the counters and unblocks the account.
 * The vendor sends users here who forgot the PIN and have no device, so that they can choose a new one.
 * @throws InweboError for what cannot be healed by it
 */
export function removeEnrollments (sandbox: Sandbox, { pin, ...account }: Account): Account {
  const cleared: Account = {
    ...withService(account, { activated: false, synchronised: true, upgradable: false }),
    devices: [],
    enrollments: 0,
    pinErrors: 0,
    blocked: 'NotBlocked'
  }
  checkService(withService(cleared, { activated: true }))
  sandbox.accounts.put(cleared)
  sandbox.part(Budget).clearEnrolments(account.id)
  return cleared
}
