import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { literals } from '../lib/literals.ts'
import { AccountViewSchema } from './account.ts'
import { ClockViewSchema } from './clock.ts'
import { FaultSchema } from './fault.ts'
import { PushSchema } from './push.ts'
import { EntrySchema } from './request.ts'
import { SmsSchema } from './sms.ts'
import { CHARGE_NOTIFICATIONS, CommandViewSchema, VehicleViewSchema } from './vehicle.ts'
import { SubscriptionSchema } from './subscription.ts'

const event = <Name extends string, Data extends TSchema>(type: Name, data: Data) => Type.Object({ type: Type.Literal(type), data })

const shadows = Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'The faults that newer ones leave no request, each with one of those; absent where the event changed nothing of it' }))

/** What `GET /admin/events` tells of: `event:` is the type, `data:` the JSON. */
export const EventSchema = Type.Union([
  event('sms', Type.Composite([SmsSchema, Type.Object({
    dueAt: Type.Optional(Type.String({ description: 'A fault holds it back until then; ISO 8601' })),
    lost: Type.Optional(Type.Literal(true, { description: 'A fault has lost it' }))
  })])),
  event('request', EntrySchema),
  event('fault', Type.Union([
    Type.Object({ what: Type.Literal('put'), id: Type.String(), fault: FaultSchema, shadows }),
    Type.Object({ what: literals(['hit', 'deleted']), id: Type.String(), hits: Type.Integer(), remaining: Type.Union([Type.Integer(), Type.Null()]), shadows }),
    Type.Object({ what: Type.Literal('cleared') })
  ])),
  event('account', Type.Object({ id: Type.String(), account: Type.Union([AccountViewSchema, Type.Null()], { description: 'null for one that was deleted' }) })),
  event('push', PushSchema),
  event('vehicle', Type.Object({
    vin: VehicleViewSchema.properties.vin,
    vehicle: VehicleViewSchema,
    notification: Type.Optional(literals(CHARGE_NOTIFICATIONS, { description: 'What the car tells of its charge' }))
  })),
  event('command', CommandViewSchema),
  event('subscription', Type.Object({ what: literals(['opened', 'ended']), subscription: SubscriptionSchema })),
  event('clock', ClockViewSchema),
  event('cleared', Type.Object({ what: literals(['sms', 'requests']) })),
  event('reset', Type.Object({})),
  event('dropped', Type.Object({ reason: Type.String({ description: 'Why the stream ends' }) }))
])
export type SandboxEvent = Static<typeof EventSchema>
export type EventType = SandboxEvent['type']

/** The types of events that a reader can choose from. */
export const EVENT_TYPES: readonly EventType[] = EventSchema.anyOf.map(({ properties }) => properties.type.const)

/** The first event of a stream. */
export const HelloSchema = Type.Object({
  epoch: Type.String({ description: 'Ids of events are {epoch}.{n}; another epoch is another server, or the sandbox made anew' }),
  lastEventId: Type.String({ description: 'Id of the newest event' }),
  now: Type.String({ description: 'ISO 8601, by the clock of the sandbox' })
})
