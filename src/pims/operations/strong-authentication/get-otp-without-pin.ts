import { Type } from '@sinclair/typebox'
import { defineOperation } from '../../language/define-operation.ts'
import { otpOf, resetStep } from '../../device/otp-for-device.ts'

/** pims.authentication.otp – withoutPIN */
export const getOtpWithoutPIN = defineOperation({
  of: 'get.otp.withoutPIN',
  summary: 'Makes a one-time password without the PIN',
  extras: { resetStep: resetStep() },
  output: {
    otp: Type.String()
  },

  run ({ resetStep }, context) {
    return { otp: otpOf(context, resetStep) }
  }
})
