import { pushSetting, storePushSetting, withEvents } from '../../device/push-settings.ts'
import { checkOwned } from '../../device/selected-vehicles.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { text } from '../../language/parameter.ts'

/** pims.sdk.event – remove */
export const setEventRemove = defineOperation({
  of: 'set.event.remove',
  summary: 'Forgets the events of a car on this device',
  parameters: {
    vin: text('VR1AB12C3D4567890')
  },

  // 2345 is not documented: there may have been nothing to forget.
  run ({ vin }, context) {
    checkOwned(context, 'vin', vin)
    const setting = pushSetting(context)
    if (setting !== undefined) storePushSetting(context, withEvents(setting, vin, []))
  }
})
