import { addToConfiguration, Configurations } from '../../device/configuration.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.sdk.configuration */
export const setConfigurationSdk = defineOperation({
  of: 'set.configuration.SDK',
  identity: 'optional',
  summary: 'Adds to what pims.initialize was given on this device: macID and inWeboURL configure strong authentication',

  run (parameters, { sandbox, deviceId }) {
    const configurations = sandbox.part(Configurations)
    const before = configurations.get(deviceId)
    if (before !== undefined) configurations.set(deviceId, addToConfiguration(before, parameters))
  }
})
