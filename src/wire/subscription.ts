import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'

/** A subscription that is open. */
export const SubscriptionSchema = Type.Object({
  id: Type.String({ description: 'The transaction id of its request; its messages carry it' }),
  operation: Type.String({ description: 'Such as subscribe.signal' }),
  api: Type.String(),
  account: Type.Union([Type.String(), Type.Null()], { description: 'null where nobody is signed in' }),
  device: Type.String(),
  parameters: Type.Record(Type.String(), Type.Unknown(), { description: 'Those that the operation knows' }),
  since: Type.String({ description: 'ISO 8601, by the clock of the sandbox' }),
  results: Type.Integer({ description: 'How many RESULT messages it got' })
}, { title: 'Subscription' })
export type SubscriptionView = Static<typeof SubscriptionSchema>

/** How many subscriptions may be open in a sandbox. */
export const MAX_SUBSCRIPTIONS = 100

/** The subscriptions of a sandbox. */
export const SubscriptionListSchema = Type.Object({
  subscriptions: Type.Array(SubscriptionSchema, { maxItems: MAX_SUBSCRIPTIONS, description: 'The oldest first' })
}, { title: 'SubscriptionList' })

const Word = Type.String({ minLength: 1, maxLength: 100 })

/** What to send to whom. */
export const PublicationSchema = closedObject({
  operation: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'A subscription such as subscribe.signal, or its last part' })),
  api: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'In place of the operation, such as pims.vehicle.signal' })),
  account: Type.Optional(Word),
  device: Type.Optional(Word),
  result: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'As the reference documents the output of the operation; without result and error, what PUT /admin/outputs/{operation} has put for the account of each, else the example of the reference' })),
  error: Type.Optional(closedObject({
    code: Type.Integer({ description: 'One that the operation documents' }),
    label: Type.Optional(Type.String({ maxLength: 200, description: 'That of the code when absent' })),
    subCode: Type.Optional(closedObject({ code: Type.Union([Type.Integer(), Word]), label: Type.String({ maxLength: 200 }) }))
  }, { description: 'In place of a result: the event reports a failure' })),
  force: Type.Optional(Type.Boolean({ description: 'Send what the reference does not document' }))
}, { title: 'Publication' })
export type PublicationInput = Static<typeof PublicationSchema>

/** Who got it. */
export const PublishedSchema = Type.Object({
  count: Type.Integer({ description: 'How many got the RESULT' }),
  late: Type.Integer({ description: 'How many get it later, as a fault holds it back' }),
  lost: Type.Integer({ description: 'How many did not get it: a fault broke it, or their reader was too slow and was dropped' }),
  subscriptions: Type.Array(SubscriptionSchema, { description: 'Those that got it' })
}, { title: 'Published' })
export type Published = Static<typeof PublishedSchema>
