import { pushSetting, storePushSetting } from '../../device/push-settings.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.sdk.token – unregisterPushToken */
export const setTokenUnregisterPushToken = defineOperation({
  of: 'set.token.unregisterPushToken',
  summary: 'Forgets the push token of this device, with the events that it wants',
  fails: [2345],

  run (_, context) {
    if (pushSetting(context) === undefined) throw context.fail(2345, { reason: `${context.deviceId} has registered no push token` })
    storePushSetting(context, undefined)
  }
})
