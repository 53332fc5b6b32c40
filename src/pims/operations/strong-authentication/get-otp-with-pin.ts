import { Type } from '@sinclair/typebox'
import { defineOperation } from '../../language/define-operation.ts'
import { otpOf, resetStep } from '../../device/otp-for-device.ts'
import { pinCode } from '../../language/parameter.ts'

/** pims.authentication.otp – withPIN */
export const getOtpWithPIN = defineOperation({
  of: 'get.otp.withPIN',
  summary: 'Makes a one-time password with the PIN',
  parameters: {
    pinCode: pinCode()
  },
  extras: { resetStep: resetStep() },
  output: {
    otp: Type.String()
  },

  run ({ pinCode, resetStep }, context) {
    return { otp: otpOf(context, resetStep, pinCode) }
  }
})
