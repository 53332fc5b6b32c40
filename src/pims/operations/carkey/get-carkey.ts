import { Type } from '@sinclair/typebox'
import { literals } from '../../../lib/literals.ts'
import { carKeyOf } from '../../device/car-keys.ts'
import { selectedVehicle } from '../../device/selected-vehicles.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.vehicle.carkey */
export const getCarkey = defineOperation({
  of: 'get.carkey',
  summary: 'Whether the key of the car is verified, and until when',
  output: {
    isCarKeyVerified: Type.Boolean(),
    cvsStatus: literals(['unknown', 'active', 'suspended', 'disabled']),
    maxReactivationDate: Type.String({ examples: ['2021-07-29T22:25:09.898Z'] })
  },

  run (_, context) {
    const { isVerified, status, until } = carKeyOf(context, selectedVehicle(context, false))
    return { isCarKeyVerified: isVerified, cvsStatus: status, maxReactivationDate: new Date(until).toISOString() }
  }
})
