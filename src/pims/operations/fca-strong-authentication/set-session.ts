import { holdToken } from '../../device/device-tokens.ts'
import { checkFcaPin } from '../../device/fca-pin.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { pinCode } from '../../language/parameter.ts'

/** pims.authentication.session – open */
export const setSessionOpen = defineOperation({
  of: 'set.session.open',
  summary: "Opens a session on the device with the PIN, for FCA's brands; it lasts as long as its token",
  parameters: {
    pinCode: pinCode()
  },

  run ({ pinCode }, context) {
    checkFcaPin(context, 'pinCode', pinCode)
    holdToken(context, 'session', 'refresh')
  }
})
