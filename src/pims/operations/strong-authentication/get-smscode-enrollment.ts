import { sendCode } from '../../../sms/send-code.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { optional, phoneNumber } from '../../language/parameter.ts'

/** pims.authentication.smscode – enrollment */
export const getSmscodeEnrollment = defineOperation({
  of: 'get.smscode.enrollment',
  summary: 'Sends an activation code to the trusted phone number',
  extras: { phoneNumber: optional(phoneNumber()) },
  fails: [2101],
  sendsSms: true,

  // Step 5 of the tutorial sends the number along: it counts where the account has none. 2307 is not documented here:
  // "Missing phoneNumber parameter" is the label that says what is missing.
  run ({ phoneNumber }, { sandbox, account, delivery, fail }) {
    const to = account.trustedPhoneNumber ?? phoneNumber
    if (to === undefined) throw fail(2101, { parameter: 'phoneNumber', reason: `${account.id} has no trusted phone number, and the message names none` })
    sendCode(sandbox, account, 'enrollment', to, delivery)
  }
})
