import { configurationParameters, Configurations, readConfiguration } from '../../device/configuration.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.initialize */
export const setInitialize = defineOperation({
  of: 'set.initialize',
  summary: 'Initialises the facade on this device',
  parameters: configurationParameters,
  identity: 'optional',
  fails: [2004, 2007],

  run (parameters, { sandbox, deviceId, fail }) {
    const configurations = sandbox.part(Configurations)
    if (configurations.has(deviceId)) throw fail(2007, { reason: `${deviceId} is initialised; pims.release comes first` })
    const configuration = readConfiguration(parameters, sandbox.settings)
    if (typeof configuration === 'string') throw fail(2004, { reason: configuration })
    configurations.set(deviceId, configuration)
  }
})
