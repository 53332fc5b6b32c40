import { withPin } from '../../../inwebo/new-pin.ts'
import { checkPin } from '../../../inwebo/pin.ts'
import { failIfPostSyncFails } from '../../../inwebo/account-checks.ts'
import { checkInweboState } from '../../device/check-inwebo-state.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { pinCode } from '../../language/parameter.ts'

/** pims.authentication.pincode – update */
export const setPincodeUpdate = defineOperation({
  of: 'set.pincode.update',
  summary: 'Changes the PIN',
  parameters: {
    oldPIN: pinCode(),
    newPIN: pinCode()
  },
  fails: [2315],

  run ({ oldPIN, newPIN }, context) {
    const { sandbox, account, deviceId, fail } = context
    checkInweboState(context)
    const trusted = checkPin(sandbox, account, oldPIN)
    if (newPIN === oldPIN) throw fail(2315, { reason: 'newPIN is the PIN that the account has' })
    sandbox.accounts.put(withPin(trusted, newPIN, deviceId))
    failIfPostSyncFails(account)
  }
})
