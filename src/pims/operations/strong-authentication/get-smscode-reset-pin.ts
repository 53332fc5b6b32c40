import { sendCode } from '../../../sms/send-code.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.smscode – resetPIN */
export const getSmscodeResetPIN = defineOperation({
  of: 'get.smscode.resetPIN',
  summary: 'Sends the code for a new PIN to the trusted phone number',
  fails: [2101],
  sendsSms: true,

  // 2307 is not documented here: "Missing phoneNumber parameter" is the label that says what is missing.
  run (_, { sandbox, account, delivery, fail }) {
    if (account.trustedPhoneNumber === null) throw fail(2101, { parameter: 'phoneNumber', reason: `${account.id} has no trusted phone number to send the code to` })
    sendCode(sandbox, account, 'resetPIN', account.trustedPhoneNumber, delivery)
  }
})
