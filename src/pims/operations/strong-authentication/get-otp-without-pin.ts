import { Type } from '@sinclair/typebox'
import { defineOperation } from '../../language/define-operation.ts'
import { otpOf, resetStep } from '../../device/otp-for-device.ts'

/** pims.authentication.otp – withoutPIN */
export const getOtpWithoutPIN = defineOperation({
  component: 'StrongAuthentication',
  verb: 'get',
  api: 'pims.authentication.otp',
  selector: { parameter: 'action', value: 'withoutPIN' },
  since: '2.0',
  summary: 'Makes a one-time password without the PIN',
  parameters: {},
  extras: { resetStep: resetStep() },
  output: {
    otp: Type.String()
  },
  errors: [2000, 2001, 2006, 2101, 2102, 2202, 2308, 2309, 2310, 2311, 2312, 2313, 2314, 2316, 2317],

  run ({ resetStep }, context) {
    return { otp: otpOf(context, resetStep) }
  }
})
