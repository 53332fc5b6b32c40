// @ts-nocheck
import { sendCode } from '../../sms/send-code.ts'
import { defineOperation } from '../define-operation.ts'

/** pims.authentication.smscode – enrollment */
export const getSmscodeEnrollment = defineOperation({
  component: 'StrongAuthentication',
  verb: 'get',
  api: 'pims.authentication.smscode',
  selector: { parameter: 'type', value: 'enrollment' },
  since: '2.0',
  summary: 'Sends an activation code to the trusted phone number',
  parameters: {},
  output: {},
  errors: [2001, 2006, 2101, 2102, 2201, 2202, 2204],

  // 2307 is not documented here: "Missing phoneNumber parameter" is the label that says what is missing.
  run (_, { sandbox, account, delivery, fail }) {
    if (account.trustedPhoneNumber === null) throw fail(2101, { parameter: 'phoneNumber' })
    sendCode(sandbox, account, 'enrollment', account.trustedPhoneNumber, delivery)
  }
})
