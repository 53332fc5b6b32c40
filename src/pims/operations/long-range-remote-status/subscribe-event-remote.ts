import { defineOperation } from '../../language/define-operation.ts'
import { VehicleNews } from '../../vehicle/vehicle-news.ts'

/** pims.vehicle.event – remote */
export const subscribeEventRemote = defineOperation({
  of: 'subscribe.event.remote',
  summary: 'Tells that a charge is finished, or was interrupted',

  // The part is made where there is none yet: it listens from then on, and publishes what happens.
  run (_, { sandbox }) {
    sandbox.part(VehicleNews)
  }
})
