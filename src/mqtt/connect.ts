import type { IConnectPacket } from 'mqtt-packet'
import type { Answer, Endpoint, Language, Understood } from '../calls/endpoint.ts'
import { callRunner } from '../calls/run-call.ts'
import type { Effect } from '../effects/index.ts'
import { Refusal } from '../lib/errors.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import { callOf } from '../targets/call.ts'
import { CLIENT_WEIGHT, MAX_CLIENT_ID, MAX_CLIENTS } from './bounds.ts'
import { Broker } from './broker.ts'
import type { MqttExchange } from './exchange.ts'
import { explainRemoteToken, remoteCaller } from './find-caller.ts'
import { ConnectionRefused } from './refused.ts'
import { mqttOperations } from './targets.ts'

/** The only user name: the password is what says who it is. */
const USER = 'IMA_OAUTH_ACCESS_TOKEN'

/** A CONNECT that is under way. */
export interface ConnectExchange extends MqttExchange {
  readonly connect: IConnectPacket
  /** Why the sandbox that the password names is not the one of the exchange. */
  readonly mislaid: string | undefined
}

/** What CONNACK is to say. */
export type ConnectAnswer = Answer & { readonly returnCode: number, readonly account?: Account }

interface Input extends Understood {
  readonly account: Account | undefined
}

const refused = (returnCode: number, reason: string, cause?: unknown): ConnectAnswer =>
  ({ status: 'FAILED', code: `connack-${returnCode}`, reason, returnCode, ...cause !== undefined && { cause } })

/** How a connection is refused. */
const language: Language<ConnectExchange, Readonly<Record<string, unknown>>, ConnectAnswer> = {
  name: 'mqtt',
  answersNetworkCodes: false,
  parametersOf: ({ connect: { clientId, username, protocolVersion, keepalive, clean, will } }) =>
    ({ clientId, username, protocolVersion, keepalive, clean, ...will !== undefined && { will: will.topic } }),
  refuse (error) {
    if (error instanceof ConnectionRefused) return refused(error.returnCode, error.message)
    if (error instanceof Refusal) return refused(3, error.message)
    return refused(3, 'the server has failed', error)
  }
}

const endpoint: Endpoint<ConnectExchange, unknown, Input, Account, ConnectAnswer> = {
  read ({ sandbox, connect, mislaid, draft }) {
    const account = mislaid === undefined && connect.password !== undefined ? remoteCaller(sandbox, connect.password.toString()) : undefined
    draft.violation = violationOf(connect)
    return { call: { ...callOf(mqttOperations.connect.id, account), device: connect.clientId === '' ? undefined : connect.clientId.slice(0, MAX_CLIENT_ID) }, account }
  },
  ready: ({ account }, { sandbox }) => account === undefined ? undefined : sandbox.part(Broker).open(),
  execute ({ account }, effect, exchange) {
    failAs(effect)
    const password = checkConnect(exchange.connect)
    if (account === undefined) throw new ConnectionRefused(5, exchange.mislaid ?? explainRemoteToken(exchange.sandbox, password))
    checkRoom(exchange)
    return account
  },
  answer: (account) => ({ status: 'SUCCEEDED', returnCode: 0, account })
}

/** Takes a CONNECT to its CONNACK. */
export const runConnect = callRunner(language, endpoint)

/** @throws ConnectionRefused */
function failAs (effect: Effect | null): void {
  if (effect !== null && 'connack' in effect) throw new ConnectionRefused(effect.connack, `a fault asks for CONNACK ${effect.connack}`)
  if (effect === null || !('error' in effect)) return
  throw new ConnectionRefused(effect.error === 2301 || effect.error === 2302 ? 5 : 3, `a fault asks for ${effect.error}`)
}

/** Checks what a client connects with. @returns its password @throws ConnectionRefused */
function checkConnect ({ protocolVersion = 4, clientId, clean, username, password }: IConnectPacket): string {
  if (protocolVersion !== 3 && protocolVersion !== 4) throw new ConnectionRefused(1, `the client speaks version ${protocolVersion} of the protocol: it should speak MQTT 3.1.1, which is version 4`)
  if (clientId === '' && clean !== true) throw new ConnectionRefused(2, 'an empty client id needs a clean session (MQTT 3.1.1, section 3.1.3.1)')
  if (clientId.length > MAX_CLIENT_ID) throw new ConnectionRefused(2, `the client id has ${clientId.length} characters; ${MAX_CLIENT_ID} are the most`)
  if (username !== USER) throw new ConnectionRefused(4, username === undefined ? `there is no user name: it is ${USER}` : `the user name is not ${USER}`)
  if (password === undefined || password.length === 0) throw new ConnectionRefused(4, 'there is no password: it is the remote access token')
  return password.toString()
}

/** @throws ConnectionRefused, Full */
function checkRoom ({ sandbox, socket }: ConnectExchange): void {
  if (socket.destroyed) throw new ConnectionRefused(3, 'the client left before it was answered')
  if (sandbox.part(Broker).size >= MAX_CLIENTS) throw new ConnectionRefused(3, `a sandbox takes ${MAX_CLIENTS} connections: close some`)
  sandbox.memory.ensureRoom(CLIENT_WEIGHT)
}

/** What a client asks for that the broker does not do; it connects all the same. */
function violationOf ({ clean, will }: IConnectPacket): string | undefined {
  const said = [
    ...clean === true ? [] : ['clean session is false: no session is kept, so subscribe after each connection'],
    ...will === undefined ? [] : ['a will is not kept']
  ]
  return said.length === 0 ? undefined : said.join('; ')
}
