import { Type } from '@sinclair/typebox'
import { isEnrolled } from '../../device/check-inwebo-state.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'

/** pims.authentication.account – isDeviceActivated */
export const getAccountIsDeviceActivated = defineOperation({
  component: 'StrongAuthentication',
  verb: 'get',
  api: 'pims.authentication.account',
  selector: { parameter: 'type', value: 'isDeviceActivated' },
  since: '2.0',
  summary: 'Whether this device is enrolled',
  parameters: {
    actionType: oneOf('strong')
  },
  output: {
    isDeviceActivated: Type.Boolean({ examples: [false] })
  },
  errors: [2001, 2101, 2102, 2344],

  run (_, context) {
    return { isDeviceActivated: isEnrolled(context) }
  }
})
