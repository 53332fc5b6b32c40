import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { NotFound } from '../../src/lib/errors.ts'
import { publish } from '../../src/pims/subscriptions/publish.ts'
import { readPublication } from '../../src/pims/subscriptions/read-publication.ts'
import { Subscriptions } from '../../src/pims/subscriptions/subscriptions.ts'
import { viewSubscription } from '../../src/pims/subscriptions/view-subscription.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { PublicationSchema, PublishedSchema, SubscriptionListSchema } from '../../src/wire/subscription.ts'

const tags = ['admin']

/** @throws NotFound */
function endSubscription (sandbox: Sandbox, id: string): void {
  const subscriptions = sandbox.part(Subscriptions)
  const subscription = subscriptions.all.find((each) => each.id === id)
  if (subscription === undefined) throw new NotFound(`No subscription "${id}" is open. GET /admin/subscriptions lists those of this sandbox.`)
  subscriptions.end(subscription)
}

/** Who is subscribed, and what they are told. */
export const subscriptionsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/subscriptions', {
    schema: { tags, summary: 'The subscriptions that are open, the oldest first', response: { 200: SubscriptionListSchema } }
  }, async ({ sandbox }) => ({ subscriptions: sandbox.part(Subscriptions).all.map(viewSubscription) }))

  app.delete('/subscriptions', {
    schema: { tags, summary: 'Ends all subscriptions', response: { 204: Type.Null() } }
  }, async ({ sandbox }, reply) => {
    sandbox.part(Subscriptions).reset()
    return reply.code(204).send(null)
  })

  app.delete('/subscriptions/:id', {
    schema: { tags, summary: 'Ends a subscription', params: Type.Object({ id: Type.String() }), response: { 204: Type.Null(), '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }, reply) => {
    endSubscription(sandbox, id)
    return reply.code(204).send(null)
  })

  app.post('/publish', {
    schema: {
      tags,
      summary: 'Sends a RESULT to whoever is subscribed',
      description: 'To all who are subscribed to the operation, or to the api; account and device narrow it. What it carries is checked against the reference.',
      body: PublicationSchema,
      response: { 200: PublishedSchema, '4xx': ErrorSchema }
    }
  }, async ({ sandbox, body }) => {
    const { got, late, lost } = publish(sandbox, readPublication(sandbox, body))
    return { count: got.length, late: late.length, lost: lost.length, subscriptions: got.map(viewSubscription) }
  })
}
