import { Value } from '@sinclair/typebox/value'
import { getAccount } from '../accounts/edit-account.ts'
import { Full, Invalid, Malformed, NotFound } from '../lib/errors.ts'
import { explain } from '../lib/explain.ts'
import { isObject } from '../lib/json.ts'
import { mergePatch } from '../lib/merge-patch.ts'
import { didYouMean } from '../lib/nearest-word.ts'
import { type Account, weightOfAccount } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { MAX_VEHICLES, type VehicleBody, VehicleBodySchema, VIN } from '../wire/vehicle.ts'
import { findVehicleMistake } from './check-vehicle.ts'
import { completeVehicle, type Vehicle, writableVehicle } from './vehicle.ts'
import { Vehicles } from './vehicles.ts'

/** Whether an account has a car. */
export const hasVehicle = ({ vehicles }: Pick<Account, 'vehicles'>, vin: string): boolean => vehicles.some((vehicle) => vehicle.vin === vin)

/** The cars of an account. @throws NotFound */
export const listVehicles = (sandbox: Sandbox, id: string): Vehicle[] =>
  getAccount(sandbox, id).vehicles.map(({ vin }) => sandbox.part(Vehicles).get(vin))

/** A car of an account. @throws NotFound */
export function getVehicle (sandbox: Sandbox, id: string, vin: string): Vehicle {
  checkOwner(getAccount(sandbox, id), vin)
  return sandbox.part(Vehicles).get(vin)
}

/**
 * Puts a car, which the account has from then on.
 *
 * @throws NotFound for the account; Invalid, Full
 */
export function putVehicle (sandbox: Sandbox, id: string, vin: string, body: VehicleBody): { vehicle: Vehicle, created: boolean } {
  const account = getAccount(sandbox, id)
  if (!new RegExp(VIN).test(vin)) throw new Invalid(`"${vin}" is not a VIN: send 17 capital letters and digits, without I, O and Q, such as VR3UHZKXZL0000001.`)
  const vehicle = readVehicle(sandbox, vin, body)
  const created = !hasVehicle(account, vin)
  const vehicles = sandbox.part(Vehicles)
  if (created) {
    const owner = withVehicle(account, vin)
    vehicles.ensureRoom(vehicle, weightOfAccount(owner) - weightOfAccount(account))
    sandbox.accounts.put(owner)
  }
  return { vehicle: vehicles.put(id, vehicle), created }
}

/**
 * Changes a car by a JSON merge patch (RFC 7396). What follows from a field that is patched follows it, unless it is patched
 * too: the autonomy from the level, the status of the charge from the plug.
 *
 * @throws NotFound, Malformed, Invalid, Full
 */
export function patchVehicle (sandbox: Sandbox, id: string, vin: string, patch: unknown): Vehicle {
  const patched = mergePatch(withoutFollowing(writableVehicle(getVehicle(sandbox, id, vin)), patch), patch)
  if (!Value.Check(VehicleBodySchema, patched)) throw new Malformed(`After the patch, ${explain(VehicleBodySchema, patched, 'the car')}.`)
  return putVehicle(sandbox, id, vin, patched).vehicle
}

/** Puts a car back to the fixtures. @throws NotFound */
export function resetVehicle (sandbox: Sandbox, id: string, vin: string): Vehicle {
  getVehicle(sandbox, id, vin)
  sandbox.part(Vehicles).forget(id, vin)
  return getVehicle(sandbox, id, vin)
}

/** Takes a car off an account. @throws NotFound */
export function deleteVehicle (sandbox: Sandbox, id: string, vin: string): void {
  const account = getAccount(sandbox, id)
  checkOwner(account, vin)
  removeVehicle(sandbox, account, vin)
}

/** Takes a car off an account that has it; the car is as in the fixtures then, unless somebody else has it too. */
export function removeVehicle (sandbox: Sandbox, account: Account, vin: string): void {
  sandbox.part(Vehicles).forgetOwner(account.id, vin)
  sandbox.accounts.put({ ...account, vehicles: account.vehicles.filter((vehicle) => vehicle.vin !== vin) })
}

function checkOwner (account: Account, vin: string): void {
  if (hasVehicle(account, vin)) return
  const vins = account.vehicles.map((vehicle) => vehicle.vin)
  throw new NotFound(`"${account.id}" has no car "${vin}". ${didYouMean(vin, vins)}${vins.length === 0 ? 'It has none' : `It has ${vins.slice(0, 5).join(', ')}${vins.length > 5 ? '…' : ''}`}; PUT /admin/accounts/${account.id}/vehicles/${vin} gives it one.`)
}

function withVehicle (account: Account, vin: string): Account {
  if (account.vehicles.length >= MAX_VEHICLES) throw new Full(`An account takes ${MAX_VEHICLES} cars. Delete some first.`)
  return { ...account, vehicles: [...account.vehicles, { vin }] }
}

function readVehicle (sandbox: Sandbox, vin: string, body: VehicleBody): Vehicle {
  if (body.vin !== undefined && body.vin !== vin) throw new Invalid(`The path says car "${vin}", the body "${body.vin}". Send the same VIN, or leave it out of the body.`)
  const mistake = findVehicleMistake(body)
  if (mistake !== undefined) throw new Invalid(`${mistake}.`)
  return completeVehicle(vin, body, sandbox.clock.now())
}

/** Fields that follow from another of the same object. */
const FOLLOWING: ReadonlyArray<readonly [object: string, field: string, following: string]> = [
  ['battery', 'level', 'autonomy'],
  ['battery', 'capacity', 'autonomy'],
  ['fuel', 'level', 'autonomy'],
  ['charging', 'plugged', 'status'],
  ['charging', 'status', 'plugged']
]

/** What a patch is to be laid over: without what follows from what it changes. */
function withoutFollowing (fields: Readonly<Record<string, unknown>>, patch: unknown): unknown {
  if (!isObject(patch)) return fields
  const base: Record<string, unknown> = { ...fields }
  if (patch.energy !== undefined && patch.energy !== fields.energy) for (const name of ['battery', 'fuel', 'charging', 'label']) delete base[name]
  for (const [object, field, following] of FOLLOWING) {
    const [changes, before] = [patch[object], base[object]]
    if (isObject(changes) && isObject(before) && field in changes && !(following in changes)) base[object] = without(before, following)
  }
  return base
}

const without = (object: Readonly<Record<string, unknown>>, name: string): unknown => Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))
