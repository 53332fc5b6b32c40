import { enabledEvents, storePushSetting, withEvents } from '../../device/push-settings.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { eventTypes, registered, vehiclesMeant } from './event-parameters.ts'

/** pims.sdk.event – disable */
export const setEventDisable = defineOperation({
  of: 'set.event.disable',
  summary: 'Has events of the car pushed to this device no more',
  parameters: { type: eventTypes },
  fails: [2345],

  run ({ type }, context) {
    let setting = registered(context)
    for (const vin of vehiclesMeant(context)) setting = withEvents(setting, vin, enabledEvents(setting, vin).filter((event) => !type.includes(event)))
    storePushSetting(context, setting)
  }
})
