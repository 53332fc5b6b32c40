import { Type } from '@sinclair/typebox'
import { literals } from '../../../lib/literals.ts'
import { CHARGE_NOTIFICATIONS, type ChargeNotification } from '../../../wire/vehicle.ts'
import { pushSetting, type PushSetting } from '../../device/push-settings.ts'
import { chosenVehicle } from '../../device/selected-vehicles.ts'
import type { Caller, Fail } from '../../language/operation.ts'
import type { Parameter } from '../../language/parameter.ts'

/** Events of a car; one alone stands for a list. */
export const eventTypes: Parameter<readonly ChargeNotification[]> = {
  schema: Type.Array(literals(CHARGE_NOTIFICATIONS), { examples: [['remoteChargeInterrupted']] }),
  required: true,
  isList: true,
  wanted: `a list of ${CHARGE_NOTIFICATIONS.join(', ')}`,
  read (value) {
    const types = [value].flat()
    const known = types.flatMap((type) => CHARGE_NOTIFICATIONS.find((each) => each === type) ?? [])
    return known.length === types.length ? [...new Set(known)] : undefined
  }
}

/** What this device has registered. @throws PimsError 2345 where that is nothing */
export function registered (context: Caller & { readonly fail: Fail<2345> }): PushSetting {
  const setting = pushSetting(context)
  if (setting === undefined) throw context.fail(2345, { reason: `${context.deviceId} has registered no push token: registerPushToken comes first` })
  return setting
}

/** The cars that events are enabled and disabled for: the one that is set on the device, else all of the account. */
export function vehiclesMeant (caller: Caller): readonly string[] {
  const vin = chosenVehicle(caller)
  return vin === undefined ? caller.account.vehicles.map((vehicle) => vehicle.vin) : [vin]
}
