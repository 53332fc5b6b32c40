import { withPin } from '../../../inwebo/new-pin.ts'
import { checkPin } from '../../../inwebo/pin.ts'
import { failIfPostSyncFails } from '../../../inwebo/account-checks.ts'
import { checkInweboState } from '../../device/check-inwebo-state.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { pinCode } from '../../language/parameter.ts'

/** pims.authentication.pincode – update */
export const setPincodeUpdate = defineOperation({
  component: 'StrongAuthentication',
  verb: 'set',
  api: 'pims.authentication.pincode',
  selector: { parameter: 'action', value: 'update' },
  since: '2.0',
  summary: 'Changes the PIN',
  parameters: {
    oldPIN: pinCode(),
    newPIN: pinCode()
  },
  output: {},
  errors: [2001, 2101, 2102, 2305, 2308, 2309, 2310, 2311, 2312, 2313, 2314, 2315, 2316, 2317, 2344],

  run ({ oldPIN, newPIN }, context) {
    const { sandbox, account, deviceId, fail } = context
    checkInweboState(context)
    const trusted = checkPin(sandbox, account, oldPIN)
    if (newPIN === oldPIN) throw fail(2315, { reason: 'newPIN is the PIN that the account has' })
    sandbox.accounts.put(withPin(trusted, newPIN, deviceId))
    failIfPostSyncFails(account)
  }
})
