import type { Answer, Endpoint, Language, Understood } from '../calls/endpoint.ts'
import { callRunner } from '../calls/run-call.ts'
import { Refusal } from '../lib/errors.ts'
import { MAX_FILTERS } from './bounds.ts'
import type { MqttExchange } from './exchange.ts'
import { TopicRefused } from './refused.ts'
import type { Session } from './session.ts'
import { mqttOperations } from './targets.ts'
import { checkFilter } from './topics.ts'

/** A topic filter of a SUBSCRIBE that is under way. */
export interface SubscribeExchange extends MqttExchange {
  readonly session: Session
  readonly filter: string
}

const refused = (reason: string, cause?: unknown): Answer => ({ status: 'FAILED', code: 'suback-128', reason, ...cause !== undefined && { cause } })

const language: Language<SubscribeExchange, Readonly<Record<string, unknown>>, Answer> = {
  name: 'mqtt',
  answersNetworkCodes: false,
  parametersOf: ({ filter, message: { qos } }) => ({ topic: filter, qos }),
  refuse: (error) => error instanceof TopicRefused || error instanceof Refusal ? refused(error.message) : refused('the server has failed', error)
}

const endpoint: Endpoint<SubscribeExchange, unknown, Understood, undefined, Answer> = {
  read: ({ session }) => ({ call: session.callOf(mqttOperations.subscribe.id) }),
  execute (_input, effect, { session, filter }) {
    if (effect !== null && 'suback' in effect) throw new TopicRefused('a fault asks for SUBACK 128')
    if (effect !== null && 'error' in effect) throw new TopicRefused(`a fault asks for ${effect.error}`)
    checkFilter(session.owner(), filter)
    if (!session.filters.has(filter) && session.filters.size >= MAX_FILTERS) throw new TopicRefused(`a connection takes ${MAX_FILTERS} subscriptions`)
    session.filters.add(filter)
    return undefined
  },
  answer: () => ({ status: 'SUCCEEDED' })
}

/** Takes one topic filter to what SUBACK says of it. */
export const runSubscribe = callRunner(language, endpoint)
