import { dropTokens } from '../../device/device-tokens.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { page } from './login-page.ts'
import { Sessions } from '../../device/sessions.ts'

/** pims.authentication.user – logout */
export const setUserLogout = defineOperation({
  ...page,
  selector: { parameter: 'action', value: 'logout' },
  summary: 'Signs out',
  errors: [2001, 2101, 2102, 2201, 2202, 2204, 2301],

  run (_, context) {
    const { sandbox, deviceId } = context
    sandbox.part(Sessions).delete(deviceId)
    dropTokens(context)
  }
})
