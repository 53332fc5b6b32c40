import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../../lib/closed-object.ts'
import { literals } from '../../lib/literals.ts'
import { entriesSchema } from '../../sandbox/memory/bounded-map.ts'
import { CHARGE_NOTIFICATIONS, MAX_VEHICLES } from '../../wire/vehicle.ts'
import type { Caller } from '../language/operation.ts'
import { callerKey, DeviceMap, MAX_REMEMBERED } from './device-map.ts'

const PushSettingSchema = closedObject({
  token: Type.String({ maxLength: 4096 }),
  enabled: Type.Array(closedObject({
    vin: Type.String({ maxLength: 200 }),
    events: Type.Array(literals(CHARGE_NOTIFICATIONS), { maxItems: CHARGE_NOTIFICATIONS.length })
  }), { maxItems: MAX_VEHICLES, description: 'The events that are told of which cars' })
})
export type PushSetting = Readonly<Static<typeof PushSettingSchema>>

const SMALL = 500
const CAR = 200

/** The push tokens that devices have registered, with the events that they want, by account and device. */
export class PushSettings extends DeviceMap<PushSetting> {
  static readonly key = 'pushSettings'
  static readonly StateSchema = entriesSchema(PushSettingSchema, MAX_REMEMBERED, 'Push token and events by account and device')

  constructor (sandbox: ConstructorParameters<typeof DeviceMap>[0]) {
    super(sandbox, ({ token, enabled }) => SMALL + 2 * token.length + CAR * enabled.length)
  }
}

/** What this device has registered. */
export const pushSetting = (caller: Caller): PushSetting | undefined => caller.sandbox.part(PushSettings).get(callerKey(caller))

/** Stores what this device has registered; `undefined` forgets it. */
export const storePushSetting = (caller: Caller, setting: PushSetting | undefined): void => {
  const settings = caller.sandbox.part(PushSettings)
  if (setting === undefined) settings.delete(callerKey(caller))
  else settings.set(callerKey(caller), setting)
}

/** The events that are enabled for a car. */
export const enabledEvents = ({ enabled }: PushSetting, vin: string): PushSetting['enabled'][number]['events'] =>
  enabled.find((each) => each.vin === vin)?.events ?? []

/** The setting with other events for a car; none takes the car out of it. */
export function withEvents (setting: PushSetting, vin: string, events: PushSetting['enabled'][number]['events']): PushSetting {
  const others = setting.enabled.filter((each) => each.vin !== vin)
  return { ...setting, enabled: events.length === 0 ? others : [...others, { vin, events }].slice(-MAX_VEHICLES) }
}
