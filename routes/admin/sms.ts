import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from '@sinclair/typebox'
import { waitSignal } from '../../src/http/closing/wait-signal.ts'
import type { FaceRequest } from '../../src/http/face-request.ts'
import { queryReader } from '../../src/http/validator.ts'
import { closedObject } from '../../src/lib/closed-object.ts'
import { latestSms } from '../../src/sms/latest-sms.ts'
import { emptyInbox, expireSms, listSms } from '../../src/sms/manage-inbox.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { LateSmsSchema, PurposeSchema, type Sms, SmsSchema } from '../../src/wire/sms.ts'

const filters = {
  to: Type.Optional(Type.String({ description: 'Number, in any usual spelling' })),
  account: Type.Optional(Type.String({ description: 'Id of the account' })),
  purpose: Type.Optional(PurposeSchema)
}

const LatestQuery = closedObject({
  ...filters,
  after: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Id of a message: only one with a newer code counts' })),
  wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 30_000, description: 'Milliseconds' }))
})
const readLatest = queryReader(LatestQuery)

const latest = ({ sandbox }: FaceRequest, wanted: Static<typeof LatestQuery>, reply: Parameters<typeof waitSignal>[0]): Promise<Sms> => latestSms(sandbox, wanted, () => waitSignal(reply))

/** The inbox that stands in for phones. */
export const smsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/sms', {
    schema: {
      tags: ['admin'],
      summary: 'The SMS messages sent, newest first',
      querystring: closedObject({
        ...filters,
        limit: Type.Optional(Type.Integer({ minimum: 0 })),
        before: Type.Optional(Type.String({ description: 'Id of the message to go on before: the last one of the page before' }))
      }),
      response: {
        200: Type.Object({
          messages: Type.Array(SmsSchema),
          total: Type.Integer({ description: 'How many match, on all pages' }),
          late: Type.Array(LateSmsSchema, { description: 'Messages that a fault holds back, the next first' })
        }),
        '4xx': ErrorSchema
      }
    }
  }, async ({ sandbox, query: { limit, before, ...filter } }) => listSms(sandbox, filter, limit, before))

  app.patch('/sms/:id', {
    schema: {
      tags: ['admin'],
      summary: 'Lets the code of a message expire now',
      params: Type.Object({ id: Type.String() }),
      body: closedObject({ state: Type.Literal('expired') }),
      response: { 200: SmsSchema, '4xx': ErrorSchema }
    }
  }, async ({ sandbox, params: { id } }) => expireSms(sandbox, id))

  app.delete('/sms', {
    schema: { tags: ['admin'], summary: 'Empties the inbox', response: { 204: Type.Null() } }
  }, async ({ sandbox }, reply) => {
    emptyInbox(sandbox)
    return reply.code(204).send(null)
  })

  app.get('/sms/latest', {
    schema: {
      tags: ['admin'],
      summary: 'The newest SMS that matches; waits for one not yet sent',
      description: 'With `wait`, only a message whose code can be used counts: none that is used, replaced, expired or void. Without it, the newest of any state is answered at once. After "send again" the earlier code can still be used until the newer one is sent: `after` with the id of the earlier message waits for the newer.',
      querystring: LatestQuery,
      response: { 200: SmsSchema, '4xx': ErrorSchema }
    },
    config: { fast: app.fastRead((request, reply) => latest(request, readLatest(request.query), reply)) }
  }, (request, reply) => latest(request, request.query, reply))
}
