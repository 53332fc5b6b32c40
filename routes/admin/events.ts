import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { viewFaultChange } from '../../src/faults/view-fault.ts'
import { EventChoice, EventFeed } from '../../src/http/admin/event-feed.ts'
import { sendEvents } from '../../src/http/admin/event-stream.ts'
import { viewPush } from '../../src/inwebo/service/view-push.ts'
import { viewEntry } from '../../src/journal/view.ts'
import { closedObject } from '../../src/lib/closed-object.ts'
import { Malformed } from '../../src/lib/errors.ts'
import { showAccount } from '../../src/pims/show-account.ts'
import { viewSubscription } from '../../src/pims/subscriptions/view-subscription.ts'
import type { LoggedEvent } from '../../src/sandbox/event-log.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { viewLateSms, viewSms } from '../../src/sms/view-sms.ts'
import { viewCommand } from '../../src/vehicles/commands.ts'
import { viewVehicle } from '../../src/vehicles/vehicle.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { EVENT_TYPES, type SandboxEvent } from '../../src/wire/event.ts'

/** Milliseconds; proxies close what is silent for a minute. */
const HEARTBEAT = 15_000
/** Milliseconds that a reader has left to read why no more comes. */
const FAREWELL = 5000

/** What a reader is told of an event. */
function viewEvent (sandbox: Sandbox, event: LoggedEvent): SandboxEvent['data'] {
  switch (event.type) {
    case 'sms': {
      const [sms, what, dueAt] = event.details
      if (dueAt !== undefined) return viewLateSms(sandbox, { sms, dueAt })
      return { ...viewSms(sandbox, sms), ...what === 'lost' && { lost: true } }
    }
    case 'push': return viewPush(event.details[0])
    case 'clock':
    case 'cleared': return event.details[0]
    case 'request': return viewEntry(sandbox, event.details[0])
    case 'fault': return viewFaultChange(sandbox, event.details[0])
    case 'account': {
      const [id, account] = event.details
      return { id, account: account === undefined ? null : showAccount(sandbox, account) }
    }
    case 'vehicle': {
      const [{ vin, vehicle, notification }] = event.details
      return { vin, vehicle: viewVehicle(vehicle, vehicle.updatedAt), ...notification !== undefined && { notification } }
    }
    case 'command': return viewCommand(event.details[0])
    case 'subscription': return { what: event.details[0], subscription: viewSubscription(event.details[1]) }
    case 'reset': return {}
    case 'dropped': return { reason: 'the sandbox was dropped' }
  }
}

/** The types of a list with commas between them; all of them when there is no list. */
function readTypes (list: string | undefined): ReadonlySet<string> {
  if (list === undefined) return new Set(EVENT_TYPES)
  const types = list.split(',').map((type) => type.trim())
  const unknown = types.find((type) => !EVENT_TYPES.some((known) => known === type))
  if (unknown !== undefined) throw new Malformed(`types: "${unknown}" is not a type of event. Choose from ${EVENT_TYPES.join(', ')}, with commas between them.`)
  return new Set(types)
}

/** What happens in the sandbox, as it happens. */
export const eventsRoutes: FastifyPluginAsyncTypebox<{ heartbeat?: number, farewell?: number }> = async (app, { heartbeat = HEARTBEAT, farewell = FAREWELL }) => {
  const feeds = new WeakMap<Sandbox, EventFeed>()
  const feedOf = (sandbox: Sandbox): EventFeed => {
    const feed = feeds.get(sandbox) ?? new EventFeed(sandbox.eventLog, (event) => {
      try {
        return JSON.stringify(viewEvent(sandbox, event))
      } catch (error) { // nobody's request: what is thrown here would end the process
        app.log.error({ err: error, sandbox: sandbox.id, event: event.type }, 'event streams end: an event cannot be shown')
        return undefined
      }
    })
    feeds.set(sandbox, feed)
    return feed
  }

  app.get('/events', {
    schema: {
      tags: ['admin'],
      summary: `Server-sent events: hello, then ${EVENT_TYPES.join(', ')}`,
      querystring: closedObject({ types: Type.Optional(Type.String({ description: 'Only these, with commas between them; hello and dropped come in any case' })) }),
      headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ description: 'The last event seen, {epoch}.{n}, to catch up on those since' })) }),
      response: { 200: { content: { 'text/event-stream': { schema: Type.String() } } }, '4xx': ErrorSchema }
    }
  }, async (request, reply) => {
    const { sandbox, query, headers } = request
    const choice = new EventChoice(readTypes(query.types))
    sendEvents(reply, { feed: feedOf(sandbox), choice, lastEventId: headers['last-event-id'], heartbeat, farewell })
    return reply
  })
}
