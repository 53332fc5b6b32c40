import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { ErrorSchema } from '../../src/http/errors.ts'
import { streamEvents } from '../../src/http/event-stream.ts'

/** Milliseconds; proxies close what is silent for a minute. */
const HEARTBEAT = 15_000

/** What happens in the sandbox, as it happens. */
export const eventsRoutes: FastifyPluginAsyncTypebox<{ heartbeat?: number }> = async (app, { heartbeat = HEARTBEAT }) => {
  app.get('/events', {
    schema: {
      tags: ['admin'],
      summary: 'Server-sent events: sms, request, fault, account and reset',
      headers: Type.Object({ 'last-event-id': Type.Optional(Type.Integer({ minimum: 0, description: 'The last event seen, to catch up on those since' })) }),
      response: { 200: { content: { 'text/event-stream': { schema: Type.String() } } }, '4xx': ErrorSchema }
    }
  }, (request, reply) => {
    streamEvents(reply, request.headers['last-event-id'], heartbeat)
  })
}
