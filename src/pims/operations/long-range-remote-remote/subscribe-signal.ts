import { defineOperation } from '../../language/define-operation.ts'
import { VehicleNews } from '../../vehicle/vehicle-news.ts'

/** pims.vehicle.signal */
export const subscribeSignal = defineOperation({
  of: 'subscribe.signal',
  summary: 'Tells what becomes of remote commands',

  // The part is made where there is none yet: it listens from then on, and publishes what happens.
  run (_, { sandbox }) {
    sandbox.part(VehicleNews)
  }
})
