import { defineOperation } from '../operation.ts'
import { activationCode, onlyOn, pinCode } from '../parameter.ts'

/** pims.authentication.enrollment – enroll */
export const setEnrollmentEnroll = defineOperation({
  component: 'StrongAuthentication',
  verb: 'set',
  api: 'pims.authentication.enrollment',
  selector: { parameter: 'action', value: 'enroll' },
  since: '2.0',
  summary: 'Enrols this device',
  parameters: {
    pinCode: pinCode(),
    smsCode: onlyOn('iOS only', activationCode())
  },
  output: {},
  errors: [2001, 2101, 2102, 2305, 2308, 2309, 2310, 2311, 2312, 2313, 2314, 2316, 2317, 2344]
})
