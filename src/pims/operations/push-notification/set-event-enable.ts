import { enabledEvents, storePushSetting, withEvents } from '../../device/push-settings.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { eventTypes, registered, vehiclesMeant } from './event-parameters.ts'

/** pims.sdk.event – enable */
export const setEventEnable = defineOperation({
  of: 'set.event.enable',
  summary: 'Has events of the car pushed to this device',
  parameters: { type: eventTypes },
  fails: [2345],

  run ({ type }, context) {
    let setting = registered(context)
    for (const vin of vehiclesMeant(context)) setting = withEvents(setting, vin, [...new Set([...enabledEvents(setting, vin), ...type])])
    storePushSetting(context, setting)
  }
})
