import { sendCode } from '../../../sms/send-code.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { phoneNumber } from '../../language/parameter.ts'

/** pims.authentication.smscode – phoneNumberCertification */
export const getSmscodePhoneNumberCertification = defineOperation({
  of: 'get.smscode.phoneNumberCertification',
  summary: 'Sends a code to a phone number, to certify it',
  parameters: {
    phoneNumber: phoneNumber()
  },
  sendsSms: true,

  run ({ phoneNumber }, { sandbox, account, delivery }) {
    sendCode(sandbox, account, 'phoneNumberCertification', phoneNumber, delivery)
  }
})
