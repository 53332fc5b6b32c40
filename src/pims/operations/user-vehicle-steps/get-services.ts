import { Type } from '@sinclair/typebox'
import { Vehicles } from '../../../vehicles/vehicles.ts'
import { hasVehicle } from '../../../vehicles/edit-vehicle.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { text } from '../../language/parameter.ts'

/** The product that the services of a car belong to, as its association says. */
const PRODUCT = 'NEE02'

/** pims.subscription.services */
export const getServicesUserVehicleSteps = defineOperation({
  of: 'get.services.UserVehicleSteps',
  summary: 'The remote services that a car has',
  parameters: {
    vin: text('VR1AB12C3D4567890')
  },
  output: {
    services: Type.Array(Type.Object({ name: Type.String(), code: Type.String() }))
  },
  fails: [2101],

  // 2102 is not documented: a VIN that is not theirs is no VIN.
  run ({ vin }, { sandbox, account, fail }) {
    if (!hasVehicle(account, vin)) throw fail(2101, { parameter: 'vin', reason: `${account.id} has no car ${vin}` })
    return { services: sandbox.part(Vehicles).get(vin).services.map((name) => ({ name, code: PRODUCT })) }
  }
})
