import { failIfPostSyncFails } from '../../../inwebo/account-checks.ts'
import { removeVehicle } from '../../../vehicles/edit-vehicle.ts'
import { forgetCarKey } from '../../device/car-keys.ts'
import { checkInweboState } from '../../device/check-inwebo-state.ts'
import { checkRemoteAccess } from '../../device/remote-access.ts'
import { checkOwned } from '../../device/selected-vehicles.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { text } from '../../language/parameter.ts'

/** pims.subscription.vehicle – removeProperty */
export const setVehicleRemoveProperty = defineOperation({
  of: 'set.vehicle.removeProperty',
  summary: 'Takes a car off the account',
  parameters: {
    vin: text('VR1AB12C3D4567890')
  },

  run ({ vin }, context) {
    const { sandbox, account } = context
    checkInweboState(context)
    checkRemoteAccess(context)
    checkOwned(context, 'vin', vin)
    removeVehicle(sandbox, account, vin)
    forgetCarKey(context, vin)
    failIfPostSyncFails(account)
  }
})
