import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { Full } from '../lib/errors.ts'
import { literals } from '../lib/literals.ts'
import { moment } from '../lib/moment.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Agenda } from '../sandbox/time/schedule.ts'
import { ACCOUNT_ID } from '../wire/account.ts'
import { type CommandState, type CommandView, VIN } from '../wire/vehicle.ts'
import { carryOut, type Command, CommandSchema, VehicleError, type VehicleRefusal } from './carry-out.ts'
import { hasVehicle } from './edit-vehicle.ts'
import { Vehicles } from './vehicles.ts'

/** A step that a command is to take. */
const StepSchema = closedObject({
  id: Type.String({ maxLength: 100 }),
  vin: Type.String({ pattern: VIN }),
  account: Type.String({ pattern: ACCOUNT_ID }),
  command: CommandSchema,
  refused: Type.Optional(Type.String({ maxLength: 300, description: 'Why it is to fail at its end, as a fault asks for' })),
  next: literals(['accepted', 'woken', 'forwarded', 'ended']),
  dueAt: moment()
})
type Step = Readonly<Static<typeof StepSchema>>

/** A command that has come to a state. */
export interface Progress {
  readonly id: string
  readonly vin: string
  readonly account: string
  readonly command: Command
  readonly state: CommandState
  /** Milliseconds since 1970, by the clock of the sandbox. */
  readonly at: number
  /** Why it was refused. */
  readonly refusal?: VehicleRefusal
  readonly reason?: string
}

declare module '../sandbox/events.ts' {
  interface SandboxEvents {
    /** A remote command has come to a state. */
    command: [Progress]
  }
}

/** How many commands may be under way in a sandbox, and for one car. */
export const MAX_COMMANDS = 1000
export const MAX_COMMANDS_OF_CAR = 20
/** Bytes of memory that one takes. */
const COMMAND = 1000

/**
 * The remote commands of one sandbox that are under way: accepted → (asleep → woken) → forwarded → done or refused. The steps are
 * appointments, at the pace of the car (`timing`).
 */
export class Commands {
  static readonly key = 'commands'
  static readonly StateSchema = Type.Array(StepSchema, { maxItems: MAX_COMMANDS, description: 'Remote commands under way' })

  readonly #sandbox: Sandbox
  readonly #agenda: Agenda<Step>

  constructor (sandbox: Sandbox) {
    this.#sandbox = sandbox
    this.#agenda = sandbox.schedule.agenda({ capacity: MAX_COMMANDS, weight: COMMAND, happen: (step) => this.#take(step) })
  }

  /**
   * Sends a command to a car of an account; what becomes of it is told by `command` events.
   *
   * @param more `id` is what tells it from others, `refused` why it is to fail at its end
   * @throws Full
   */
  send (account: Account, vin: string, command: Command, { id = `cmd-${this.#sandbox.random.hex(8)}`, refused }: Partial<Pick<Step, 'id' | 'refused'>> = {}): string {
    const { clock, schedule } = this.#sandbox
    schedule.runDue()
    const { entries } = this.#agenda
    if (entries.length >= MAX_COMMANDS) throw new Full(`${MAX_COMMANDS} remote commands are under way in this sandbox. Let its clock go on, or reset it.`)
    if (entries.filter((step) => step.vin === vin).length >= MAX_COMMANDS_OF_CAR) throw new Full(`${MAX_COMMANDS_OF_CAR} remote commands are under way for ${vin}. Let the clock of the sandbox go on.`)
    const vehicles = this.#sandbox.part(Vehicles)
    const vehicle = vehicles.get(vin)
    vehicles.ensureRoom(vehicle)
    this.#agenda.add({ id, vin, account: account.id, command, ...refused !== undefined && { refused }, next: 'accepted', dueAt: clock.now() + vehicle.timing.accept })
    return id
  }

  /** How many are under way. */
  get size (): number {
    return this.#agenda.entries.length
  }

  /** Forgets the commands of an account that is deleted. */
  forgetAccount (id: string): void {
    for (const step of this.#agenda.entries.filter(({ account }) => account === id)) this.#agenda.remove(step)
  }

  save (): readonly Step[] {
    return this.#agenda.entries
  }

  restore (steps: readonly Step[]): void {
    this.reset()
    for (const step of steps) this.#agenda.add(step)
  }

  reset (): void {
    this.#agenda.clear()
  }

  /** Takes a step, as of its time: the clock may have been moved past it. */
  #take (step: Step): void {
    const { vin, next, dueAt: at } = step
    const vehicles = this.#sandbox.part(Vehicles)
    const { timing: { wake, forward, execute }, asleep } = vehicles.at(vin, at)
    const goOn = (next: Step['next'], after: number) => this.#agenda.add({ ...step, next, dueAt: at + after })
    switch (next) {
      case 'accepted':
        this.#tell(step, 'accepted')
        if (asleep) this.#tell(step, 'asleep')
        return asleep ? goOn('woken', wake) : goOn('forwarded', forward)
      case 'woken':
        vehicles.change({ ...vehicles.at(vin, at), asleep: false }, at)
        this.#tell(step, 'woken')
        return goOn('forwarded', forward)
      case 'forwarded':
        this.#tell(step, 'forwarded')
        return goOn('ended', execute)
      case 'ended': return this.#end(step)
    }
  }

  #end (step: Step): void {
    const { vin, command, account: id, refused, dueAt: at } = step
    const vehicles = this.#sandbox.part(Vehicles)
    try {
      if (refused !== undefined) throw new VehicleError('fault', refused)
      const account = this.#sandbox.accounts.get(id)
      if (account === undefined || !hasVehicle(account, vin)) throw new VehicleError('not-owner', `${id} has no car ${vin} any more`)
      vehicles.change(carryOut(vehicles.at(vin, at), command, at), at, null)
    } catch (error) {
      if (!(error instanceof VehicleError)) throw error
      return this.#tell(step, 'refused', error)
    }
    this.#tell(step, 'done')
  }

  #tell ({ id, vin, account, command, dueAt: at }: Step, state: CommandState, error?: VehicleError): void {
    this.#sandbox.events.emit('command', { id, vin, account, command, state, at, ...error !== undefined && { refusal: error.refusal, reason: error.message } })
  }
}

/** A remote command as the admin API shows it. */
export const viewCommand = ({ id, vin, account, command: { service }, state, reason }: Progress): CommandView =>
  ({ id, vin, account, service, state, ...reason !== undefined && { reason } })
