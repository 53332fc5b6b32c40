import { withPin } from '../../../inwebo/new-pin.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { pinCode } from '../../language/parameter.ts'
import { PimsError } from '../../language/pims-error.ts'

/** pims.authentication.pincode – create */
export const setPincodeCreate = defineOperation({
  of: 'set.pincode.create',
  summary: "Sets the first PIN of the account, for FCA's brands",
  parameters: {
    pinCode: pinCode()
  },

  run ({ pinCode }, { sandbox, account, deviceId }) {
    if (account.pin !== undefined) throw new PimsError(2102, { parameter: 'pinCode', reason: `${account.id} has a PIN already; action update changes it` })
    sandbox.accounts.put(withPin(account, pinCode, deviceId))
  }
})
