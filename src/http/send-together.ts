import type { ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { setImmediate } from '../lib/timers.ts'

/** An answer that is ready to leave. */
export interface Departure {
  readonly raw: ServerResponse
  readonly log: FastifyBaseLogger
  leave (): void
}

/**
 * Lets the answers of one turn of the event loop leave one right after the other. Each would else wake its client on its
 * own, and to wake a process costs more than most answers do.
 */
export class Departures {
  readonly #connections: { readonly open: number }
  #ready: Departure[] = []

  /** @param connections of the server */
  constructor (connections: { readonly open: number }) {
    this.#connections = connections
  }

  /** Lets an answer leave with the others of its turn. */
  add (answer: Departure): void {
    if (this.#ready.push(answer) === 1) setImmediate(() => this.#sendAll())
  }

  /** The same for an answer of a connection: where there is but one, it leaves at once, as no other can be ready. */
  addOfConnection (answer: Departure): void {
    if (this.#connections.open === 1) send(answer)
    else this.add(answer)
  }

  #sendAll (): void {
    const answers = this.#ready
    this.#ready = []
    for (const answer of answers) send(answer)
  }
}

function send (answer: Departure): void {
  try {
    answer.leave()
  } catch (err) { // nobody is left to catch it
    answer.log.error({ err }, 'an answer could not be sent')
    answer.raw.destroy()
  }
}

/** Lets all answers of an app leave so. */
export function sendTogether (app: FastifyInstance, departures: Departures): void {
  app.addHook('onSend', (_request, { raw, log }, _payload, leave) => { departures.add({ raw, log, leave }) })
}
