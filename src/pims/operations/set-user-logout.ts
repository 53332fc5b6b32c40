import { dropTokens } from '../held-tokens.ts'
import { defineOperation } from '../operation.ts'
import { onlyOn, optional, platformObject, text } from '../parameter.ts'
import { Sessions } from '../sessions.ts'

/** pims.authentication.user – logout */
export const setUserLogout = defineOperation({
  component: 'BasicAuthentication',
  verb: 'set',
  api: 'pims.authentication.user',
  selector: { parameter: 'action', value: 'logout' },
  since: '2.0',
  summary: 'Signs out',
  parameters: {
    local: optional(text('en')),
    context: onlyOn('Android only', platformObject('context'))
  },
  output: {},
  errors: [2001, 2101, 2102, 2201, 2202, 2204, 2301],

  run (_, context) {
    const { sandbox, deviceId } = context
    sandbox.part(Sessions).delete(deviceId)
    dropTokens(context)
  }
})
