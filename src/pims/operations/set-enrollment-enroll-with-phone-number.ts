import { defineOperation } from '../operation.ts'
import { phoneNumber, pinCode, smsCode } from '../parameter.ts'

/** pims.authentication.enrollment – enrollWithPhoneNumber */
export const setEnrollmentEnrollWithPhoneNumber = defineOperation({
  component: 'StrongAuthentication',
  verb: 'set',
  api: 'pims.authentication.enrollment',
  selector: { parameter: 'action', value: 'enrollWithPhoneNumber', aliases: ['enrollmentWithPhoneNumber'] },
  since: '2.1',
  summary: 'Enrols this device and adds the phone number, in one',
  parameters: {
    pinCode: pinCode(),
    smsCode: smsCode(),
    phoneNumber: phoneNumber()
  },
  output: {},
  errors: [2001, 2101, 2102, 2305, 2308, 2309, 2310, 2311, 2312, 2313, 2314, 2316, 2317, 2344, 2390]
})
