import { sendCode } from '../../../sms/send-code.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.smscode – resetPIN */
export const getSmscodeResetPIN = defineOperation({
  component: 'StrongAuthentication',
  verb: 'get',
  api: 'pims.authentication.smscode',
  selector: { parameter: 'type', value: 'resetPIN' },
  since: '2.0',
  summary: 'Sends the code for a new PIN to the trusted phone number',
  parameters: {},
  output: {},
  errors: [2001, 2006, 2101, 2102, 2201, 2202, 2204],
  sendsSms: true,

  // 2307 is not documented here: "Missing phoneNumber parameter" is the label that says what is missing.
  run (_, { sandbox, account, delivery, fail }) {
    if (account.trustedPhoneNumber === null) throw fail(2101, { parameter: 'phoneNumber', reason: `${account.id} has no trusted phone number to send the code to` })
    sendCode(sandbox, account, 'resetPIN', account.trustedPhoneNumber, delivery)
  }
})
