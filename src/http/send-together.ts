import type { FastifyInstance, FastifyReply } from 'fastify'
import { setImmediate } from '../lib/timers.ts'

/** An answer that is ready to leave. */
interface ReadyAnswer {
  readonly reply: FastifyReply
  readonly send: () => void
}

/**
 * Lets the answers of one turn of the event loop leave one right after the other. Each would else wake its client on its
 * own, and to wake a process costs more than most answers do.
 */
export function sendTogether (app: FastifyInstance): void {
  let ready: ReadyAnswer[] = []

  function sendAll (): void {
    const answers = ready
    ready = []
    for (const { reply, send } of answers) {
      try {
        send()
      } catch (err) { // nobody is left to catch it
        reply.log.error({ err }, 'an answer could not be sent')
        reply.raw.destroy()
      }
    }
  }

  app.addHook('onSend', (_request, reply, _payload, send) => {
    if (ready.push({ reply, send }) === 1) setImmediate(sendAll)
  })
}
