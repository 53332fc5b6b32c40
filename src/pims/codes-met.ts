import { refusalsOf } from '../inwebo/account-checks.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import { ACCOUNT_STATES } from '../words/account-states.ts'
import type { ErrorCode } from '../codes/catalogue.ts'
import { CODES_OF_REFUSALS } from './codes-of-refusals.ts'

/** A code that an account meets by its own state, and why. */
export interface CodeMet {
  readonly code: ErrorCode
  readonly why: string
}

/** The codes that the operations of an account meet by its state, in the order in which that is checked. */
export function codesMet (account: Account): CodeMet[] {
  const { devices } = account
  const found: Array<CodeMet | false> = [
    ACCOUNT_STATES[2006].isSo(account) && { code: 2006, why: 'the core of its application is misconfigured' },
    ACCOUNT_STATES[2344].isSo(account) && { code: 2344, why: 'the strong authentication of its application is misconfigured' },
    ...refusalsOf(account).map(({ refusal, message }) => ({ code: CODES_OF_REFUSALS[refusal][0], why: message })),
    ...devices.filter(({ enabled }) => !enabled).map(({ id }) => ({ code: 2312 as const, why: `its device ${id} is disabled` }))
  ]
  return found.filter((met) => met !== false)
}
