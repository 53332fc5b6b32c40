import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type Delivery, sendCode } from '../sms/send-code.ts'
import { apiError } from '../oauth/rest-error.ts'

/**
 * Sends an activation code to the number of the account (docs/reference/cvs-oauth.md#5-sms-code). It is sent to a blocked account,
 * and beyond the quota too: that shows in the device protocol.
 * @throws RestError 404 when there is no number
 */
export function sendActivationCode (sandbox: Sandbox, account: Account, delivery?: Delivery): Record<string, never> {
  const { trustedPhoneNumber } = account
  if (trustedPhoneNumber === null) throw apiError(sandbox, 40401, 'The account has no trusted phone number')
  sendCode(sandbox, account, 'enrollment', trustedPhoneNumber, delivery)
  return {}
}
