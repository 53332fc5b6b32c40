import { defineOperation } from '../operation.ts'
import { activationCode, pinCode } from '../parameter.ts'

/** pims.authentication.pincode – reset */
export const setPincodeReset = defineOperation({
  component: 'StrongAuthentication',
  verb: 'set',
  api: 'pims.authentication.pincode',
  selector: { parameter: 'action', value: 'reset' },
  since: '2.0',
  summary: 'Sets a new PIN with an SMS code',
  parameters: {
    pinCode: pinCode(),
    smsCode: activationCode()
  },
  output: {},
  errors: [2001, 2101, 2102, 2305, 2308, 2309, 2310, 2311, 2312, 2313, 2314, 2315, 2316, 2317, 2344]
})
