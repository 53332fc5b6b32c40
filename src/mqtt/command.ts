import type { Answer, Endpoint, Language, Understood } from '../calls/endpoint.ts'
import { callRunner } from '../calls/run-call.ts'
import { Refusal } from '../lib/errors.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import { hasVehicle } from '../vehicles/edit-vehicle.ts'
import { Vehicles } from '../vehicles/vehicles.ts'
import type { Service } from '../wire/vehicle.ts'
import type { MqttExchange } from './exchange.ts'
import { explainRemoteToken, remoteCaller } from './find-caller.ts'
import { readCommand, readPayload } from './read-command.ts'
import { CommandRefused, TopicRefused } from './refused.ts'
import { MAX_CORRELATION_ID, RemoteCommands } from './remote-commands.ts'
import { RETURN_CODES } from './return-codes.ts'
import type { Session } from './session.ts'
import { mqttOperations } from './targets.ts'

/** What the real service says of a service that the owner of a car has not bought. */
const NOT_BOUGHT = '[authorization.denied.cvs.response.no.matching.service.key]'
const { failed, noRoom, notUnderstood, tokenExpired, wrongVin } = RETURN_CODES

/** A command that is under way. */
export interface CommandExchange extends MqttExchange {
  readonly session: Session
  readonly service: Service
}

/** What becomes of a command at once: what is told of it where it goes no further; its car tells the rest. */
export type CommandAnswer = Answer & { readonly returnCode?: string, readonly told?: string | undefined }

type Payload = Readonly<Record<string, unknown>>

interface Input extends Understood {
  readonly payload: Payload | undefined
}

/** Id by which a client knows its command; absent where it sent none that can come back. */
export const correlationIdOf = ({ correlation_id: id }: Payload): string | undefined =>
  typeof id === 'string' && id.length <= MAX_CORRELATION_ID ? id : undefined

const refused = (code: string, reason: string, more: { readonly told?: string | undefined, readonly cause?: unknown } = {}): CommandAnswer => ({ status: 'FAILED', code, reason, returnCode: code, ...more })

const language: Language<CommandExchange, Payload | undefined, CommandAnswer> = {
  name: 'mqtt',
  answersNetworkCodes: false,
  parametersOf: ({ message: { payload = '' } }) => readPayload(payload),
  refuse (error) {
    if (error instanceof CommandRefused) return refused(error.returnCode, error.message, { told: error.told })
    if (error instanceof TopicRefused) return refused(tokenExpired, error.message)
    if (error instanceof Refusal) return refused(noRoom, error.message)
    return refused(failed, 'the server has failed', { cause: error })
  }
}

const endpoint: Endpoint<CommandExchange, Payload | undefined, Input, undefined, CommandAnswer> = {
  read: ({ session, service }, payload) => ({ call: session.callOf(mqttOperations[service].id), payload }),
  execute ({ payload }, effect, { session, service, sandbox }) {
    if (effect !== null && 'error' in effect) throw new CommandRefused(effect.error === 2302 ? tokenExpired : failed, `a fault asks for ${effect.error}`)
    const fault = effect !== null && 'command' in effect ? effect.command : undefined
    if (fault !== undefined && 'returnCode' in fault && fault.accepted !== true) throw new CommandRefused(fault.returnCode, `a fault asks for return_code ${fault.returnCode}`, fault.reason)
    if (payload === undefined) throw new CommandRefused(notUnderstood, 'the payload is not an object of JSON')
    const account = session.owner()
    const vin = checkPayload(session, account, payload)
    const { services } = sandbox.part(Vehicles).get(vin)
    if (!services.includes(service)) throw new CommandRefused(tokenExpired, `${vin} does not have the service ${service}, only ${services.join(', ') || 'none'} (services of the car)`, NOT_BOUGHT)
    sandbox.part(RemoteCommands).send(account, vin, readCommand(service, payload.req_parameters), correlationIdOf(payload), fault)
    return undefined
  },
  answer: () => ({ status: 'SUCCEEDED' })
}

/** Takes a command to its car, or to its refusal. */
export const runCommand = callRunner(language, endpoint)

/** Checks who sends a command for which car. @returns the VIN @throws CommandRefused */
function checkPayload ({ sandbox }: Session, account: Account, { vin, access_token: token, customer_id: customer }: Payload): string {
  const vins = account.vehicles.slice(0, 5).map((vehicle) => vehicle.vin).join(', ') || 'none'
  if (typeof vin !== 'string') throw new CommandRefused(wrongVin, `there is no vin in the payload, so that no client would understand an answer; ${account.id} has ${vins}`)
  if (!hasVehicle(account, vin)) throw new CommandRefused(wrongVin, `${account.id} has no car with the vin of the payload, only ${vins}`)
  if (typeof token !== 'string') throw new CommandRefused(tokenExpired, 'there is no access_token in the payload: it is the remote access token')
  const caller = remoteCaller(sandbox, token)
  if (caller === undefined) throw new CommandRefused(tokenExpired, `access_token: ${explainRemoteToken(sandbox, token)}`)
  if (caller.id !== account.id) throw new CommandRefused(tokenExpired, `access_token is of ${caller.id}, the connection of ${account.id}`)
  if (customer !== undefined && customer !== account.customerId) throw new CommandRefused(notUnderstood, `customer_id should be ${account.customerId}, that of ${account.id}`)
  return vin
}
