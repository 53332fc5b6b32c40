import { defineOperation } from '../operation.ts'
import { phoneNumber, smsCode } from '../parameter.ts'

/** pims.authentication.smscode – addPhoneNumber */
export const setSmscodeAddPhoneNumber = defineOperation({
  component: 'StrongAuthentication',
  verb: 'set',
  api: 'pims.authentication.smscode',
  selector: { parameter: 'action', value: 'addPhoneNumber' },
  since: '2.0',
  summary: 'Adds the trusted phone number to an account without one',
  parameters: {
    smsCode: smsCode(),
    phoneNumber: phoneNumber()
  },
  output: {},
  errors: [2001, 2006, 2101, 2102, 2201, 2202, 2204, 2344]
})
