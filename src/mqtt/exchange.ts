import type { Socket } from 'node:net'
import type { Exchange } from '../calls/exchange.ts'
import { type Outcome, startDraft } from '../journal/draft.ts'
import { type MqttTravel, overMqtt } from '../journal/travel.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { Repeats } from './repeats.ts'

/** What is logged to. */
export type MqttLog = Exchange['log']

/** One message of a client that is under way. */
export interface MqttExchange extends Exchange {
  /** The connection that it came by. */
  readonly socket: Socket
  readonly message: MqttTravel
}

/** Starts the exchange of a message. */
export function startExchange (sandbox: Sandbox, socket: Socket, log: MqttLog, message: MqttTravel): MqttExchange {
  const draft = startDraft(sandbox, 'mqtt', 'mqtt')
  return {
    sandbox,
    socket,
    log,
    message,
    draft,
    askedFault: undefined,
    isRepeated: ({ status, reason }: Outcome): boolean => status === 'FAILED' && draft.fault === undefined && sandbox.part(Repeats).isOneTooMany(`${draft.call?.operation} ${reason}`)
  }
}

/** Logs what nobody foresaw of a call that nobody waits for. */
export const logUnforeseen = (log: MqttLog) => (error: unknown): void => log.error({ err: error }, 'unforeseen error')

/** How an exchange travels. */
export const travelOf = ({ message }: MqttExchange, isAnswered: boolean) => overMqtt(message, isAnswered)
