import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../../lib/closed-object.ts'
import { entriesSchema } from '../../sandbox/memory/bounded-map.ts'
import { hasVehicle } from '../../vehicles/edit-vehicle.ts'
import type { Caller } from '../language/operation.ts'
import { PimsError } from '../language/pims-error.ts'
import { callerKey, DeviceMap, MAX_REMEMBERED } from './device-map.ts'

const SelectedVehicleSchema = closedObject({
  vin: Type.String({ maxLength: 200 }),
  isRemote: Type.Boolean({ description: 'Whether it was set with actionType remote' })
})
type SelectedVehicle = Readonly<Static<typeof SelectedVehicleSchema>>

/** The cars that apps have set with `pims.vehicle.vin`, by account and device. */
export class SelectedVehicles extends DeviceMap<SelectedVehicle> {
  static readonly key = 'selectedVehicles'
  static readonly StateSchema = entriesSchema(SelectedVehicleSchema, MAX_REMEMBERED, 'VIN by account and device')
}

/** Remembers the car that an app works with from now on. */
export const selectVehicle = (caller: Caller, vin: string, isRemote: boolean): void => {
  caller.sandbox.part(SelectedVehicles).set(callerKey(caller), { vin, isRemote })
}

/** The car that was set on this device, if it was and the account has it. */
export function chosenVehicle (caller: Caller): string | undefined {
  const vin = caller.sandbox.part(SelectedVehicles).get(callerKey(caller))?.vin
  return vin !== undefined && hasVehicle(caller.account, vin) ? vin : undefined
}

/**
 * The car that was set on this device.
 *
 * @param isRemote whether it must have been set with `actionType: remote`
 * @throws PimsError 2101 where none was, 2102 for one that the account does not have
 */
export function selectedVehicle (caller: Caller, isRemote: boolean): string {
  const { account, deviceId, sandbox } = caller
  const selected = sandbox.part(SelectedVehicles).get(callerKey(caller))
  if (selected === undefined) throw new PimsError(2101, { parameter: 'vin', reason: `no car is set on ${deviceId}: pims.vehicle.vin comes first, with ${isRemote ? 'actionType remote and ' : ''}the VIN` })
  if (isRemote && !selected.isRemote) throw new PimsError(2101, { parameter: 'vin', reason: `${selected.vin} was set without actionType remote: remote operations need pims.vehicle.vin with it` })
  if (!hasVehicle(account, selected.vin)) throw new PimsError(2102, { parameter: 'vin', reason: `${account.id} has no car ${selected.vin}, which pims.vehicle.vin has set` })
  return selected.vin
}

/** @throws PimsError 2102 for a car that the account does not have */
export function checkOwned ({ account }: Pick<Caller, 'account'>, parameter: string, vin: string): void {
  if (hasVehicle(account, vin)) return
  throw new PimsError(2102, { parameter, reason: `${account.id} has no car ${vin.slice(0, 100)}; it has ${account.vehicles.slice(0, 5).map((vehicle) => vehicle.vin).join(', ') || 'none'}` })
}
