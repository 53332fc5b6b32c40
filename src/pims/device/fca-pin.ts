import { checkPin } from '../../inwebo/pin.ts'
import { InweboError } from '../../inwebo/inwebo-error.ts'
import type { Account } from '../../sandbox/accounts/account.ts'
import { PimsError } from '../language/pims-error.ts'
import type { Caller } from '../language/operation.ts'

/**
 * Checks a PIN that an app of FCA's brands sends. Their operations document no code for a wrong one, so it is the parameter
 * that is wrong; it counts as everywhere.
 *
 * @returns the account after it, stored
 * @throws PimsError 2310 when the account or its PIN is blocked, 2102 for a wrong PIN
 */
export function checkFcaPin ({ sandbox, account }: Caller, parameter: string, pin: string): Account {
  if (account.blocked !== 'NotBlocked') throw new PimsError(2310, { reason: `${account.id} is blocked (${account.blocked})` })
  try {
    return checkPin(sandbox, account, pin)
  } catch (error) {
    if (!(error instanceof InweboError)) throw error
    throw error.refusal === 'pin-blocked' ? new PimsError(2310, { reason: error.message }) : new PimsError(2102, { parameter, reason: error.message })
  }
}
