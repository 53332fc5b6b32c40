import { Configurations } from '../../device/configuration.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.release */
export const setRelease = defineOperation({
  component: 'SDK',
  verb: 'set',
  api: 'pims.release',
  since: '2.0',
  summary: 'Releases the facade on this device',
  parameters: {},
  output: {},
  identity: 'optional',
  errors: [2001],

  // Without REQUIRE_INITIALIZE every facade counts as initialised, so there is nothing to refuse.
  run (_, { sandbox, deviceId }) {
    sandbox.part(Configurations).delete(deviceId)
  }
})
