import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { streamEvents } from '../../src/http/event-stream.ts'
import type { LoggedEvent } from '../../src/sandbox/event-log.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { viewLateSms, viewSms } from '../../src/sandbox/view-sms.ts'
import { viewEntry } from '../../src/journal/view.ts'
import { viewAccount } from './accounts.ts'
import { ErrorSchema } from '../../src/wire/error.ts'

/** Milliseconds; proxies close what is silent for a minute. */
const HEARTBEAT = 15_000

/** What a reader is told of an event, as JSON. */
function viewEvent (sandbox: Sandbox, event: LoggedEvent): unknown {
  switch (event.type) {
    case 'sms': {
      const [sms, what, dueAt] = event.details
      if (dueAt !== undefined) return viewLateSms(sandbox, { sms, dueAt })
      return { ...viewSms(sandbox, sms), ...what === 'lost' && { lost: true } }
    }
    case 'request': return viewEntry(sandbox, event.details[0])
    case 'fault': return event.details[0]
    case 'account': {
      const [id, account] = event.details
      return { id, account: account === undefined ? null : viewAccount(sandbox, account) }
    }
    case 'reset': return {}
    case 'dropped': return { reason: 'the sandbox was dropped' }
  }
}

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
    streamEvents(reply, request.headers['last-event-id'], heartbeat, (event) => viewEvent(request.sandbox, event))
  })
}
