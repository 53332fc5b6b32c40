import { Type } from '@sinclair/typebox'
import { isEnrolled } from '../../device/check-inwebo-state.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.account – isDeviceActivated, of FCA's brands */
export const getAccountIsDeviceActivatedFca = defineOperation({
  of: 'get.account.isDeviceActivated.FCAStrongAuthentication',
  summary: "Whether this device is enrolled, for FCA's brands",
  output: {
    isDeviceActivated: Type.Boolean({ examples: [false] })
  },
  run: (_, context) => ({ isDeviceActivated: isEnrolled(context) })
})
