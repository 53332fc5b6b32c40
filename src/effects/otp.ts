import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import { OTP_VARIATIONS } from '../words/effects.ts'
import { defineKind } from './kind.ts'

/** A variation of the device protocol's `otp`. */
export const otpEffect = defineKind({
  schema: closedObject({ otp: literals(OTP_VARIATIONS) }),
  goesWith: 'inwebo.otp',
  explain: ({ otp }) => `plays ${otp} on %`,
  hitsEveryStep: () => false
})
