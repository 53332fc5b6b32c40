import { Type } from '@sinclair/typebox'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.sdk.version */
export const getVersion = defineOperation({
  of: 'get.version',
  summary: 'The version of the SDK: that of SDK_VERSION',
  output: {
    versionCore: Type.String({ examples: ['1.2.5'] }),
    versionFacade: Type.String({ examples: ['1.2.5'] })
  },
  identity: 'optional',

  run (_, { sandbox: { settings: { sdkVersion } } }) {
    const version = sdkVersion === '2.0.X' ? '2.0.0' : `${sdkVersion}.0`
    return { versionCore: version, versionFacade: version }
  }
})
