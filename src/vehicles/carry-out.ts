import { Type, type Static } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { ProgramSchema, type Service, TIME_OF_DAY } from '../wire/vehicle.ts'
import type { Vehicle } from './vehicle.ts'

const service = <const Name extends Service>(name: Name) => ({ service: Type.Literal(name) })

/** What a car can be told from afar. */
export const CommandSchema = Type.Union([
  closedObject({ ...service('charge'), start: Type.Boolean(), delayedTo: Type.Optional(Type.String({ pattern: TIME_OF_DAY })) }),
  closedObject({ ...service('doors'), lock: Type.Boolean() }),
  closedObject(service('horn')),
  closedObject(service('lights')),
  closedObject({ ...service('preconditioning'), start: Type.Boolean(), programs: Type.Optional(Type.Array(ProgramSchema, { maxItems: 4 })) }),
  closedObject(service('wakeUp'))
])
export type Command = Static<typeof CommandSchema>

/** Why a car does not carry out a command. */
export const VEHICLE_REFUSALS = [
  'charging-already', 'not-plugged', 'charging-broken', 'no-battery', 'locked-already', 'unlocked-already', 'door-open', 'horn-just-used',
  'lights-just-used', 'conditioning-already', 'conditioning-broken', 'not-conditioning', 'moving', 'moving-while-conditioned', 'not-owner', 'fault'
] as const
export type VehicleRefusal = typeof VEHICLE_REFUSALS[number]

/** A command that is not carried out, and why in a sentence. */
export class VehicleError extends Error {
  readonly refusal: VehicleRefusal

  constructor (refusal: VehicleRefusal, message: string) {
    super(message)
    this.refusal = refusal
  }
}

/** Milliseconds from one use of horn or lights to the next. */
const PAUSE = 10_000

/**
 * The car after a command.
 *
 * @param now milliseconds since 1970
 * @throws VehicleError
 */
export function carryOut (vehicle: Vehicle, command: Command, now: number): Vehicle {
  switch (command.service) {
    case 'charge': return charged(vehicle, command)
    case 'doors': return withLocks(vehicle, command.lock)
    case 'horn': return used(parked(vehicle, 'horn'), 'horn', now)
    case 'lights': return used(parked(vehicle, 'lights'), 'lights', now)
    case 'preconditioning': return conditioned(vehicle, command)
    case 'wakeUp': return vehicle
  }
}

/** @throws VehicleError for a car that moves */
function parked (vehicle: Vehicle, what: string): Vehicle {
  if (vehicle.speed > 0) throw new VehicleError('moving', `${what}: the car moves at ${vehicle.speed} km/h`)
  return vehicle
}

function charged (vehicle: Vehicle, { start, delayedTo }: Extract<Command, { service: 'charge' }>): Vehicle {
  const { battery, charging } = vehicle
  if (battery === undefined || charging === undefined) throw new VehicleError('no-battery', 'a thermic car has no battery to charge')
  parked(vehicle, 'charge')
  if (charging.status === 'Failure') throw new VehicleError('charging-broken', 'charging.status is Failure')
  const changed = { ...charging, ...delayedTo !== undefined && { delayedTo } }
  if (!start) return { ...vehicle, charging: charging.status === 'InProgress' ? { ...changed, status: 'Stopped' } : changed }
  if (!charging.plugged) throw new VehicleError('not-plugged', 'the car is not plugged in (charging.plugged)')
  if (charging.status === 'InProgress') throw new VehicleError('charging-already', 'charging.status is InProgress already')
  return { ...vehicle, charging: { ...changed, status: battery.level === 100 ? 'Finished' : 'InProgress' } }
}

const isLocked = ({ doors }: Vehicle): boolean => doors.state.some((state) => state === 'Locked' || state === 'SuperLocked')

function withLocks (vehicle: Vehicle, lock: boolean): Vehicle {
  const { doors } = vehicle
  const [open] = doors.opened
  if (lock && open !== undefined) throw new VehicleError('door-open', `doors.opened has ${doors.opened.join(', ')}`)
  if (lock === isLocked(vehicle)) throw lock ? new VehicleError('locked-already', `doors.state is ${doors.state.join(', ')} already`) : new VehicleError('unlocked-already', `doors.state is ${doors.state.join(', ')} already`)
  return { ...vehicle, doors: { ...doors, state: [lock ? 'Locked' : 'Unlocked'] } }
}

function used (vehicle: Vehicle, what: 'horn' | 'lights', now: number): Vehicle {
  const last = vehicle.usedAt?.[what]
  if (last !== undefined && last <= now && now - last < PAUSE) throw new VehicleError(`${what}-just-used`, `${what}: used ${now - last} ms ago; wait until ${PAUSE / 1000} s have passed`)
  return { ...vehicle, usedAt: { ...vehicle.usedAt, [what]: now } }
}

function conditioned (vehicle: Vehicle, { start, programs }: Extract<Command, { service: 'preconditioning' }>): Vehicle {
  const { preconditioning, speed } = vehicle
  if (speed > 0) throw new VehicleError(start ? 'moving' : 'moving-while-conditioned', `preconditioning: the car moves at ${speed} km/h`)
  if (preconditioning.status === 'Failure') throw new VehicleError('conditioning-broken', 'preconditioning.status is Failure')
  const isOn = preconditioning.status === 'Enabled'
  if (start && isOn) throw new VehicleError('conditioning-already', 'preconditioning.status is Enabled already')
  if (!start && !isOn) throw new VehicleError('not-conditioning', `preconditioning.status is ${preconditioning.status}`)
  return { ...vehicle, preconditioning: { programs: programs ?? preconditioning.programs, status: start ? 'Enabled' : 'Disabled' } }
}
