import { selectVehicle } from '../../device/selected-vehicles.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { text } from '../../language/parameter.ts'

/** pims.vehicle.vin */
export const setVin = defineOperation({
  of: 'set.vin',
  summary: 'Sets the car that the app works with',
  parameters: {
    vin: text('VR1AB12C3D4567890')
  },

  // No code is documented for a car of somebody else: what works with it refuses it.
  run ({ vin }, context) {
    selectVehicle(context, vin, false)
  }
})
