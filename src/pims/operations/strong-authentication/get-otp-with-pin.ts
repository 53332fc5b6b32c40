import { Type } from '@sinclair/typebox'
import { defineOperation } from '../../language/define-operation.ts'
import { otpOf, resetStep } from '../../device/otp-for-device.ts'
import { pinCode } from '../../language/parameter.ts'

/** pims.authentication.otp – withPIN */
export const getOtpWithPIN = defineOperation({
  component: 'StrongAuthentication',
  verb: 'get',
  api: 'pims.authentication.otp',
  selector: { parameter: 'action', value: 'withPIN' },
  since: '2.0',
  summary: 'Makes a one-time password with the PIN',
  parameters: {
    pinCode: pinCode()
  },
  extras: { resetStep: resetStep() },
  output: {
    otp: Type.String()
  },
  errors: [2000, 2001, 2006, 2101, 2102, 2202, 2308, 2309, 2310, 2311, 2312, 2313, 2314, 2316, 2317],

  run ({ pinCode, resetStep }, context) {
    return { otp: otpOf(context, resetStep, pinCode) }
  }
})
