import { dropTokens } from '../../device/device-tokens.ts'
import { endRemoteAccess } from '../../device/remote-access.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { page } from './login-page.ts'
import { Sessions } from '../../device/sessions.ts'
import { Subscriptions } from '../../subscriptions/subscriptions.ts'

/** pims.authentication.user – logout */
export const setUserLogout = defineOperation({
  of: 'set.user.logout',
  ...page,
  summary: 'Signs out',

  run (_, context) {
    const { sandbox, account, deviceId } = context
    sandbox.part(Sessions).delete(deviceId)
    dropTokens(context)
    endRemoteAccess(context)
    sandbox.part(Subscriptions).endOf({ account: account.id, device: deviceId })
  }
})
