import { Type } from '@sinclair/typebox'
import { literals } from '../../../lib/literals.ts'
import { CHARGE_NOTIFICATIONS, MAX_VEHICLES } from '../../../wire/vehicle.ts'
import { enabledEvents } from '../../device/push-settings.ts'
import { checkOwned } from '../../device/selected-vehicles.ts'
import { defineOperation } from '../../language/define-operation.ts'
import type { Parameter } from '../../language/parameter.ts'
import { registered } from './event-parameters.ts'

const vins: Parameter<readonly string[]> = {
  schema: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: MAX_VEHICLES, examples: [['VR1AB12C3D4567890']] }),
  required: true,
  isList: true,
  wanted: `a list of 1 to ${MAX_VEHICLES} VINs`,
  read (value, { isQuery }) {
    const list = isQuery ? listOfQuery(value) : value
    return Array.isArray(list) && list.length > 0 && list.length <= MAX_VEHICLES && list.every((vin) => typeof vin === 'string') ? list : undefined
  }
}

/** In a query string: the name several times, or with commas between the VINs. */
const listOfQuery = (value: unknown): unknown => typeof value === 'string' ? value.split(',').map((vin) => vin.trim()) : value

/** pims.sdk.event */
export const getEvent = defineOperation({
  of: 'get.event',
  summary: 'Which events of which cars are pushed to this device',
  parameters: { vins },
  output: {
    events: Type.Array(Type.Object({
      vin: Type.String(),
      notifications: Type.Array(Type.Object({ name: literals(CHARGE_NOTIFICATIONS), status: literals(['disabled', 'enabled']) }))
    }))
  },
  fails: [2345],

  run ({ vins }, context) {
    const setting = registered(context)
    for (const vin of vins) checkOwned(context, 'vins', vin)
    return {
      events: vins.map((vin) => ({
        vin,
        notifications: CHARGE_NOTIFICATIONS.map((name) => ({ name, status: enabledEvents(setting, vin).includes(name) ? 'enabled' as const : 'disabled' as const }))
      }))
    }
  }
})
