import { selectVehicle } from '../../device/selected-vehicles.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf, text } from '../../language/parameter.ts'

/** pims.vehicle.vin – remote */
export const setVinRemote = defineOperation({
  of: 'set.vin.remote',
  summary: 'Sets the car that remote operations are for',
  parameters: {
    actionType: oneOf('remote'),
    vin: text('VR1AB12C3D4567890')
  },

  // No code is documented for a car of somebody else: what works with it refuses it.
  run ({ vin }, context) {
    selectVehicle(context, vin, true)
  }
})
