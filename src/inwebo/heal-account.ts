import { getAccount } from '../accounts/edit-account.ts'
import { Invalid } from '../lib/errors.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { removeEnrollments } from './remove-enrollments.ts'
import { InweboError } from './inwebo-error.ts'

/**
 * Removes all enrolments of an account, as the app does to heal a blocked one.
 *
 * @throws NotFound; Invalid for what cannot be healed by it
 */
export function healAccount (sandbox: Sandbox, id: string): Account {
  const account = getAccount(sandbox, id)
  try {
    return removeEnrollments(sandbox, account)
  } catch (error) {
    if (error instanceof InweboError) throw new Invalid(`The enrolments of "${id}" cannot be removed: ${error.message}.`)
    throw error
  }
}
