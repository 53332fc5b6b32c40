import { defineOperation } from '../../language/define-operation.ts'
import { VehicleNews } from '../../vehicle/vehicle-news.ts'

/** pims.vehicle.signal */
export const subscribeSignal = defineOperation({
  of: 'subscribe.signal',
  summary: 'Tells what becomes of remote commands',

  run (_, { sandbox }) {
    sandbox.part(VehicleNews)
  }
})
