import { isDeepStrictEqual } from 'node:util'
import { type Static, Type } from '@sinclair/typebox'
import { Full } from '../lib/errors.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Agenda, Appointment } from '../sandbox/time/schedule.ts'
import type { ChargeNotification } from '../wire/vehicle.ts'
import { fullAt, nextTimeOfDay } from './charging.ts'
import { chargeOf, completeVehicle, tripsAfter, type Vehicle, vehicleAt, VehicleSchema } from './vehicle.ts'

/** A car that has changed, or is as in the fixtures again. */
export interface ChangedVehicle {
  readonly vin: string
  readonly vehicle: Vehicle
  /** What it tells of its charge. */
  readonly notification: ChargeNotification | undefined
  /** Bytes of memory. */
  readonly weight: number
}

declare module '../sandbox/events.ts' {
  interface SandboxEvents {
    /** A car has changed. */
    vehicle: [ChangedVehicle]
  }
}

/** How many cars of a sandbox may differ from the fixtures. */
export const MAX_OWN_VEHICLES = 10_000

/** Bytes of memory that a car takes, at the least and of each text or programme in it. */
const CAR = 2500
const PIECE = 300

const weightOfVehicle = ({ alarms, preconditioning, trips = [] }: Vehicle): number => CAR + PIECE * (alarms.length + preconditioning.programs.length + trips.length)

/** A charge that begins or ends. */
interface ChargeAppointment extends Appointment {
  readonly vin: string
  readonly what: 'begins' | 'ends'
}

/**
 * The cars of one sandbox by VIN, whose they are say the accounts: those that somebody has changed, over those of the fixtures;
 * any other is an electric car as it leaves the works.
 */
export class Vehicles {
  static readonly key = 'vehicles'
  static readonly StateSchema = Type.Array(VehicleSchema, { maxItems: MAX_OWN_VEHICLES, description: 'Cars that are not as in the fixtures' })

  readonly #sandbox: Sandbox
  readonly #own = new Map<string, Vehicle>()
  /** What happens next with the charge of a car. */
  readonly #charges = new Map<string, ChargeAppointment>()
  readonly #agenda: Agenda<ChargeAppointment>

  constructor (sandbox: Sandbox) {
    this.#sandbox = sandbox
    this.#agenda = sandbox.schedule.agenda({ capacity: MAX_OWN_VEHICLES, weight: PIECE, happen: (appointment) => this.#happen(appointment) })
  }

  /** The car of a VIN as it is now. */
  get (vin: string): Vehicle {
    this.#sandbox.schedule.runDue()
    return this.at(vin, this.#sandbox.clock.now())
  }

  /** The car of a VIN as it was at a moment, in milliseconds since 1970, after its last change. */
  at (vin: string, at: number): Vehicle {
    const own = this.#own.get(vin)
    return own === undefined ? completeVehicle(vin, this.#sandbox.fixtures.vehicles.get(vin) ?? {}, at) : vehicleAt(own, at)
  }

  /**
   * Puts a car in place of what it was.
   *
   * @param account whose doing it is
   * @param notification what it tells of its charge; what a change of a charge in progress comes to when absent
   * @throws Full
   */
  put (account: string, vehicle: Vehicle, notification?: ChargeNotification | null): Vehicle {
    this.ensureRoom(vehicle)
    const before = this.get(vehicle.vin)
    const after = this.change(vehicle, this.#sandbox.clock.now(), notification)
    this.#sandbox.note({ account, vin: vehicle.vin, before, after })
    return after
  }

  /** What has become of a car at a moment that has come, in milliseconds since 1970: there is room for it. */
  change (vehicle: Vehicle, at: number, notification?: ChargeNotification | null): Vehicle {
    const { vin } = vehicle
    const before = this.at(vin, at)
    const trips = tripsAfter(before, vehicle, at)
    const after = withCharge({ ...vehicle, updatedAt: at, ...trips.length > 0 && { trips } }, before, at)
    this.#store(after)
    this.#sandbox.events.emit('vehicle', { vin, vehicle: after, notification: notification === undefined ? interruption(before, after) : notification ?? undefined, weight: weightOfVehicle(after) })
    return after
  }

  /**
   * @param besides bytes that are to be kept together with it
   * @throws Full where there is no room for a car as it is to be
   */
  ensureRoom (vehicle: Vehicle, besides = 0): void {
    const before = this.#own.get(vehicle.vin)
    if (before === undefined && this.#own.size >= MAX_OWN_VEHICLES) throw new Full(`A sandbox takes ${MAX_OWN_VEHICLES} cars that are not as in the fixtures. Delete some (DELETE /admin/accounts/{id}/vehicles/{vin}), or use another sandbox.`)
    const more = besides + weightOfVehicle(vehicle) - (before === undefined ? 0 : weightOfVehicle(before))
    if (more > 0) this.#sandbox.memory.ensureRoom(more)
  }

  /** Puts a car back to the fixtures. */
  forget (account: string, vin: string): void {
    const before = this.#own.get(vin)
    if (before === undefined) return
    this.#drop(before)
    const vehicle = this.get(vin)
    this.#sandbox.note({ account, vin, before, after: vehicle })
    this.#sandbox.events.emit('vehicle', { vin, vehicle, notification: undefined, weight: CAR })
  }

  /** Forgets the cars of an account that is about to be deleted, but for those that others have as well. */
  forgetAccount (id: string): void {
    for (const { vin } of this.#sandbox.accounts.get(id)?.vehicles ?? []) this.forgetOwner(id, vin)
  }

  /** Puts a car that an account is about to lose back to the fixtures, unless another has it as well. */
  forgetOwner (id: string, vin: string): void {
    if (this.#own.has(vin) && !this.#isShared(vin, id)) this.forget(id, vin)
  }

  save (): Vehicle[] {
    return [...this.#own.values()]
  }

  restore (vehicles: ReadonlyArray<Static<typeof VehicleSchema>>): void {
    this.reset()
    for (const vehicle of vehicles) this.#store(vehicle)
  }

  reset (): void {
    for (const vehicle of [...this.#own.values()]) this.#drop(vehicle)
  }

  /** Whether another account has the car too. */
  #isShared (vin: string, owner: string): boolean {
    for (const { id, vehicles } of this.#sandbox.accounts.values()) if (id !== owner && vehicles.some((other) => other.vin === vin)) return true
    return false
  }

  #store (vehicle: Vehicle): void {
    const before = this.#own.get(vehicle.vin)
    if (before !== undefined) this.#drop(before)
    this.#own.set(vehicle.vin, vehicle)
    this.#sandbox.memory.add(weightOfVehicle(vehicle))
    const next = nextOfCharge(vehicle)
    if (next === undefined) return
    this.#charges.set(vehicle.vin, next)
    this.#agenda.add(next)
  }

  #drop (vehicle: Vehicle): void {
    this.#own.delete(vehicle.vin)
    this.#sandbox.memory.add(-weightOfVehicle(vehicle))
    const next = this.#charges.get(vehicle.vin)
    this.#charges.delete(vehicle.vin)
    if (next !== undefined) this.#agenda.remove(next)
  }

  #happen ({ vin, what, dueAt }: ChargeAppointment): void {
    this.#charges.delete(vin)
    const vehicle = this.at(vin, dueAt)
    if (vehicle.charging === undefined) return
    if (what === 'begins') this.change({ ...vehicle, charging: { ...vehicle.charging, status: 'InProgress' } }, dueAt)
    else this.change({ ...vehicle, charging: { ...vehicle.charging, status: 'Finished' } }, dueAt, 'remoteChargeFinished')
  }
}

/** The car with what its charge began with, where it charges: a charge that goes on is the same. */
function withCharge ({ charge: _, ...vehicle }: Vehicle, before: Vehicle, at: number): Vehicle {
  const { battery, charging } = vehicle
  if (battery === undefined || charging?.status !== 'InProgress') return vehicle
  const goesOn = before.charge !== undefined && charging.power === before.charging?.power && isDeepStrictEqual(battery, before.battery)
  return { ...vehicle, charge: goesOn ? before.charge : { since: at, level: battery.level, autonomy: battery.autonomy } }
}

/** What a car tells whose charge was in progress, and is not any more though nobody has stopped it from afar. */
function interruption (before: Vehicle, { charging }: Vehicle): ChargeNotification | undefined {
  if (before.charge === undefined || charging?.status === 'InProgress') return undefined
  return charging?.status === 'Finished' ? 'remoteChargeFinished' : 'remoteChargeInterrupted'
}

/** What happens next with the charge of a car, and when. */
function nextOfCharge (vehicle: Vehicle): ChargeAppointment | undefined {
  const { vin, charging, charge, updatedAt } = vehicle
  if (charge !== undefined) return { vin, what: 'ends', dueAt: fullAt(chargeOf(vehicle)) }
  if (charging?.status !== 'Stopped' || charging.delayedTo === undefined) return undefined
  return { vin, what: 'begins', dueAt: nextTimeOfDay(charging.delayedTo, updatedAt) }
}
