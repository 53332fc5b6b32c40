import { Type } from '@sinclair/typebox'
import { isEnrolled } from '../../device/check-inwebo-state.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'

/** pims.authentication.account – isDeviceActivated */
export const getAccountIsDeviceActivated = defineOperation({
  of: 'get.account.isDeviceActivated',
  summary: 'Whether this device is enrolled',
  parameters: {
    actionType: oneOf('strong')
  },
  output: {
    isDeviceActivated: Type.Boolean({ examples: [false] })
  },

  run (_, context) {
    return { isDeviceActivated: isEnrolled(context) }
  }
})
