import { sendCode } from '../../../sms/send-code.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { phoneNumber } from '../../language/parameter.ts'

/** pims.authentication.smscode – phoneNumberCertification */
export const getSmscodePhoneNumberCertification = defineOperation({
  component: 'StrongAuthentication',
  verb: 'get',
  api: 'pims.authentication.smscode',
  selector: { parameter: 'type', value: 'phoneNumberCertification' },
  since: '2.0',
  summary: 'Sends a code to a phone number, to certify it',
  parameters: {
    phoneNumber: phoneNumber()
  },
  output: {},
  errors: [2001, 2006, 2101, 2102, 2201, 2202, 2204],
  sendsSms: true,

  run ({ phoneNumber }, { sandbox, account, delivery }) {
    sendCode(sandbox, account, 'phoneNumberCertification', phoneNumber, delivery)
  }
})
