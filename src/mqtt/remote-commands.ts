import { type Static, Type } from '@sinclair/typebox'
import type { EffectOf } from '../effects/index.ts'
import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import { moment } from '../lib/moment.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import { BoundedMap } from '../sandbox/memory/bounded-map.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Agenda, Appointment } from '../sandbox/time/schedule.ts'
import type { Command } from '../vehicles/carry-out.ts'
import { Commands, MAX_COMMANDS, type Progress } from '../vehicles/commands.ts'
import { Vehicles } from '../vehicles/vehicles.ts'
import { ACCOUNT_ID } from '../wire/account.ts'
import { type CommandState, SERVICES, VIN } from '../wire/vehicle.ts'
import { ANSWER_VARIATIONS } from '../words/effects.ts'
import { Outlet } from './outlet.ts'
import { RETURN_CODES } from './return-codes.ts'
import { mqttOperations } from './targets.ts'
import { answerTopic } from './topics.ts'

/** The longest correlation id that comes back, in characters. */
export const MAX_CORRELATION_ID = 200

/** A command whose answers go over MQTT. */
const RemoteCommandSchema = closedObject({
  id: Type.String({ maxLength: 100 }),
  account: Type.String({ pattern: ACCOUNT_ID }),
  vin: Type.String({ pattern: VIN }),
  service: literals(SERVICES),
  correlationId: Type.Optional(Type.String({ maxLength: MAX_CORRELATION_ID })),
  answers: Type.Optional(literals(ANSWER_VARIATIONS, { description: 'What a fault does to its answers' })),
  held: Type.Optional(Type.Array(Type.String({ maxLength: 10 }), { maxItems: 10, description: 'Process codes that come after the last answer' })),
  returnCode: Type.Optional(Type.String({ maxLength: 10, description: 'What it is to fail with, as a fault asks for' })),
  interrupts: Type.Optional(Type.Literal(true, { description: 'Whether a fault is to interrupt its charge' })),
  interruptsAt: Type.Optional(moment('When, once it charges'))
})
type RemoteCommand = Readonly<Static<typeof RemoteCommandSchema>>

/** What a fault does to a command and its answers. */
export type CommandFault = EffectOf<'command'>['command']

/** What an answer says: how far a command is, or what came of it. */
export interface AnswerPayload {
  readonly correlation_id?: string
  readonly vin: string
  readonly process_code?: string
  readonly return_code?: string
  readonly reason?: string
}

/** How far a command is (docs/reference/connected-car.md#2-remote-commands-over-mqtt); that a car has woken is told by no code. */
const PROCESS_CODES: Readonly<Partial<Record<CommandState, string>>> = { accepted: '900', asleep: '901', forwarded: '903' }

/** Bytes of memory that a command takes. */
const WEIGHT = 500
/** Milliseconds from a charge to its interruption, by the clock of the sandbox. */
const INTERRUPTED_AFTER = 60_000

interface Interruption extends Appointment {
  readonly id: string
}

/** What an answer says besides whose it is. */
type Said = Pick<AnswerPayload, 'process_code' | 'return_code' | 'reason'>

/** The commands under way that came over MQTT: what becomes of them is published. */
export class RemoteCommands {
  static readonly key = 'remoteCommands'
  static readonly StateSchema = Type.Array(RemoteCommandSchema, { maxItems: MAX_COMMANDS, description: 'Remote commands under way whose answers go over MQTT' })

  readonly #sandbox: Sandbox
  readonly #commands: BoundedMap<string, RemoteCommand>
  readonly #interruptions: Agenda<Interruption>

  constructor (sandbox: Sandbox) {
    this.#sandbox = sandbox
    this.#commands = new BoundedMap(MAX_COMMANDS, sandbox.memory, () => WEIGHT)
    this.#interruptions = sandbox.schedule.agenda({ capacity: MAX_COMMANDS, weight: WEIGHT, happen: (interruption) => this.#interrupt(interruption) })
    sandbox.events.on('command', (progress) => this.#follow(progress))
  }

  /**
   * Sends a command to a car of an account.
   *
   * @param fault what is to become of it
   * @throws Full
   */
  send (account: Account, vin: string, command: Command, correlationId: string | undefined, fault?: CommandFault): void {
    const vehicles = this.#sandbox.part(Vehicles)
    if (fault !== undefined && 'car' in fault && fault.car === 'asleep') vehicles.put(account.id, { ...vehicles.get(vin), asleep: true })
    const failure = fault !== undefined && 'returnCode' in fault ? fault : undefined
    const id = this.#sandbox.part(Commands).send(account, vin, command, failure && { refused: failure.reason ?? '' })
    this.#commands.set(id, {
      id,
      account: account.id,
      vin,
      service: command.service,
      ...correlationId !== undefined && { correlationId },
      ...failure !== undefined && { returnCode: failure.returnCode },
      ...fault !== undefined && 'answers' in fault && { answers: fault.answers },
      ...fault !== undefined && 'car' in fault && fault.car === 'interrupted' && { interrupts: true as const }
    })
  }

  forgetAccount (account: string): void {
    for (const command of [...this.#commands.values()]) if (command.account === account) this.#commands.delete(command.id)
  }

  save (): RemoteCommand[] {
    return [...this.#commands.values()]
  }

  restore (commands: readonly RemoteCommand[]): void {
    this.reset()
    for (const command of commands) {
      this.#commands.set(command.id, command)
      if (command.interruptsAt !== undefined) this.#interruptions.add({ id: command.id, dueAt: command.interruptsAt })
    }
  }

  reset (): void {
    this.#commands.clear()
    this.#interruptions.clear()
  }

  /** Tells how far a command is. */
  #follow ({ id, state, reason, at }: Progress): void {
    const command = this.#commands.get(id)
    if (command === undefined) return
    const code = PROCESS_CODES[state]
    if (state === 'done' || state === 'refused') this.#finish(command, state === 'done' ? { return_code: RETURN_CODES.done } : failureOf(command, reason), at)
    else if (code !== undefined && command.answers === 'reordered') this.#commands.set(id, { ...command, held: [...command.held ?? [], code] })
    else if (code !== undefined) this.#publish(command, { process_code: code })
  }

  #finish (command: RemoteCommand, said: Said, at: number): void {
    this.#commands.delete(command.id)
    this.#publish(command, said)
    for (const code of command.held ?? []) this.#publish(command, { process_code: code })
    if (command.interrupts !== true || said.return_code !== RETURN_CODES.done) return
    const interruptsAt = at + INTERRUPTED_AFTER
    this.#commands.set(command.id, { ...command, interruptsAt })
    this.#interruptions.add({ id: command.id, dueAt: interruptsAt })
  }

  /** Interrupts the charge of a car, where it still charges. */
  #interrupt ({ id, dueAt }: Interruption): void {
    const command = this.#commands.get(id)
    if (command === undefined) return
    this.#commands.delete(id)
    const vehicles = this.#sandbox.part(Vehicles)
    const vehicle = vehicles.at(command.vin, dueAt)
    if (vehicle.charging?.status === 'InProgress') vehicles.change({ ...vehicle, charging: { ...vehicle.charging, status: 'Stopped' } }, dueAt)
  }

  #publish ({ account: id, vin, service, correlationId, answers }: RemoteCommand, said: Said): void {
    const account = this.#sandbox.accounts.get(id)
    if (account === undefined || answers === 'none') return
    const payload = { ...correlationId !== undefined && { correlation_id: correlationId }, vin, ...said }
    for (let times = answers === 'double' ? 2 : 1; times > 0; times--) publishAnswer(this.#sandbox, account, service, payload)
  }
}

/** What is told of a command that its car did not carry out. */
function failureOf ({ returnCode = RETURN_CODES.notCarriedOut }: RemoteCommand, reason = ''): Said {
  return { return_code: returnCode, ...reason !== '' && { reason } }
}

/** Has an answer to a command published. */
export function publishAnswer (sandbox: Sandbox, account: Account, service: Command['service'], payload: AnswerPayload): void {
  const { return_code: code } = payload
  sandbox.part(Outlet).publish({
    topic: answerTopic(account, service),
    payload: JSON.stringify(payload),
    operation: mqttOperations[service].id,
    account: account.id,
    code: code === RETURN_CODES.done ? undefined : code
  })
}
