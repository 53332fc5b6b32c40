import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { latestSms, listSms } from '../../src/admin/sms.ts'
import { departure } from '../../src/http/close-signal.ts'
import { ErrorSchema } from '../../src/http/errors.ts'
import { PURPOSES } from '../../src/sandbox/inbox.ts'

const SmsSchema = Type.Object({
  id: Type.String(),
  to: Type.String({ description: 'E.164' }),
  code: Type.String(),
  purpose: Type.Union(PURPOSES.map((purpose) => Type.Literal(purpose))),
  account: Type.String(),
  text: Type.String(),
  sentAt: Type.String({ description: 'ISO 8601, by the clock of the sandbox' })
}, { title: 'Sms' })

const filters = {
  to: Type.Optional(Type.String({ description: 'Number, in any usual spelling' })),
  account: Type.Optional(Type.String({ description: 'Id of the account' })),
  purpose: Type.Optional(Type.Union(PURPOSES.map((purpose) => Type.Literal(purpose))))
}

/** The inbox that stands in for telephones. */
export const smsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/sms', {
    schema: {
      tags: ['admin'],
      summary: 'The SMS messages sent, newest first',
      querystring: Type.Object({ ...filters, limit: Type.Optional(Type.Integer({ minimum: 0 })) }, { additionalProperties: false }),
      response: { 200: Type.Object({ messages: Type.Array(SmsSchema) }), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { limit, ...filter } }) => ({ messages: listSms(sandbox, filter, limit) }))

  app.delete('/sms', {
    schema: { tags: ['admin'], summary: 'Empties the inbox', response: { 204: Type.Null() } }
  }, async ({ sandbox }, reply) => {
    sandbox.inbox.clear()
    return reply.code(204).send(null)
  })

  app.get('/sms/latest', {
    schema: {
      tags: ['admin'],
      summary: 'The newest SMS that matches; waits for one not yet sent',
      querystring: Type.Object({
        ...filters,
        wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 30_000, description: 'Milliseconds' }))
      }, { additionalProperties: false }),
      response: { 200: SmsSchema, '4xx': ErrorSchema }
    }
  }, ({ sandbox, query: { wait, ...filter } }, reply) => latestSms(sandbox, filter, wait, () => departure(reply)))
}
