import { withPin } from '../../../inwebo/new-pin.ts'
import { checkFcaPin } from '../../device/fca-pin.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { pinCode } from '../../language/parameter.ts'
import { PimsError } from '../../language/pims-error.ts'

/** pims.authentication.pincode – update, of FCA's brands */
export const setPincodeUpdateFca = defineOperation({
  of: 'set.pincode.update.FCAStrongAuthentication',
  summary: "Changes the PIN, for FCA's brands",
  parameters: {
    oldPIN: pinCode(),
    newPIN: pinCode()
  },

  run ({ oldPIN, newPIN }, context) {
    const trusted = checkFcaPin(context, 'oldPIN', oldPIN)
    if (newPIN === oldPIN) throw new PimsError(2102, { parameter: 'newPIN', reason: 'newPIN is the PIN that the account has' })
    context.sandbox.accounts.put(withPin(trusted, newPIN, context.deviceId))
  }
})
