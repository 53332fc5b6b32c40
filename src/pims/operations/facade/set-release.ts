import { Configurations } from '../../device/configuration.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { Subscriptions } from '../../subscriptions/subscriptions.ts'

/** pims.release */
export const setRelease = defineOperation({
  of: 'set.release',
  summary: 'Releases the facade on this device',
  identity: 'optional',

  // Without REQUIRE_INITIALIZE every facade counts as initialised, so there is nothing to refuse.
  run (_, { sandbox, deviceId }) {
    sandbox.part(Configurations).delete(deviceId)
    sandbox.part(Subscriptions).endOf({ device: deviceId })
  }
})
