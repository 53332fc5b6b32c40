import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import { BoundedMap } from '../sandbox/memory/bounded-map.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Command } from '../vehicles/carry-out.ts'
import { Commands, MAX_COMMANDS, type Progress } from '../vehicles/commands.ts'
import { ACCOUNT_ID } from '../wire/account.ts'
import { type CommandState, SERVICES, VIN } from '../wire/vehicle.ts'
import { Outlet } from './outlet.ts'
import { answerTopic } from './topics.ts'

/** The longest correlation id that comes back, in characters. */
export const MAX_CORRELATION_ID = 200

/** A command whose answers go over MQTT. */
const RemoteCommandSchema = closedObject({
  id: Type.String({ maxLength: 100 }),
  account: Type.String({ pattern: ACCOUNT_ID }),
  vin: Type.String({ pattern: VIN }),
  service: literals(SERVICES),
  correlationId: Type.Optional(Type.String({ maxLength: MAX_CORRELATION_ID }))
})
type RemoteCommand = Readonly<Static<typeof RemoteCommandSchema>>

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
const DONE = '0'
/** What a command comes to that a car does not carry out. */
const NOT_CARRIED_OUT = '300'

/** Bytes of memory that a command takes. */
const WEIGHT = 500

/** The commands under way that came over MQTT: what becomes of them is published. */
export class RemoteCommands {
  static readonly key = 'remoteCommands'
  static readonly StateSchema = Type.Array(RemoteCommandSchema, { maxItems: MAX_COMMANDS, description: 'Remote commands under way whose answers go over MQTT' })

  readonly #sandbox: Sandbox
  readonly #commands: BoundedMap<string, RemoteCommand>

  constructor (sandbox: Sandbox) {
    this.#sandbox = sandbox
    this.#commands = new BoundedMap(MAX_COMMANDS, sandbox.memory, () => WEIGHT)
    sandbox.events.on('command', (progress) => this.#tell(progress))
  }

  /**
   * Sends a command to a car of an account.
   *
   * @throws Full
   */
  send (account: Account, vin: string, command: Command, correlationId: string | undefined): void {
    const id = this.#sandbox.part(Commands).send(account, vin, command)
    this.#commands.set(id, { id, account: account.id, vin, service: command.service, ...correlationId !== undefined && { correlationId } })
  }

  forgetAccount (account: string): void {
    for (const command of [...this.#commands.values()]) if (command.account === account) this.#commands.delete(command.id)
  }

  save (): RemoteCommand[] {
    return [...this.#commands.values()]
  }

  restore (commands: readonly RemoteCommand[]): void {
    this.reset()
    for (const command of commands) this.#commands.set(command.id, command)
  }

  reset (): void {
    this.#commands.clear()
  }

  #tell ({ id, state, reason }: Progress): void {
    const command = this.#commands.get(id)
    if (command === undefined) return
    if (state === 'done' || state === 'refused') {
      this.#commands.delete(id)
      return this.#publish(command, state === 'done' ? { return_code: DONE } : { return_code: NOT_CARRIED_OUT, ...reason !== undefined && { reason } })
    }
    const code = PROCESS_CODES[state]
    if (code !== undefined) this.#publish(command, { process_code: code })
  }

  #publish ({ account: id, vin, service, correlationId }: RemoteCommand, said: Omit<AnswerPayload, 'vin' | 'correlation_id'>): void {
    const account = this.#sandbox.accounts.get(id)
    if (account !== undefined) publishAnswer(this.#sandbox, account, service, { ...correlationId !== undefined && { correlation_id: correlationId }, vin, ...said })
  }
}

/** Has an answer to a command published. */
export function publishAnswer (sandbox: Sandbox, account: Account, service: Command['service'], payload: AnswerPayload): void {
  const { return_code: code } = payload
  sandbox.part(Outlet).publish({
    topic: answerTopic(account, service),
    payload: JSON.stringify(payload),
    operation: `mqtt.${service}`,
    account: account.id,
    code: code === DONE ? undefined : code
  })
}
