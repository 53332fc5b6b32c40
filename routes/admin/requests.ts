import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { closedObject } from '../../src/lib/closed-object.ts'
import { Type } from '@sinclair/typebox'
import { Journal } from '../../src/journal/journal.ts'
import { viewDetails, viewEntry } from '../../src/journal/view.ts'
import { getEntry, listEntries } from '../../src/journal/query.ts'
import { EntryDetailsSchema, EntryFilterSchema, EntrySchema } from '../../src/wire/request.ts'
import { ErrorSchema } from '../../src/wire/error.ts'

const tags = ['admin']
const filters = {
  ...EntryFilterSchema.properties,
  since: Type.Optional(Type.String({ description: 'ISO 8601, or the id of the entry to go on after' }))
}
const page = {
  before: Type.Optional(Type.String({ description: 'Id of the entry to go back from' })),
  limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description: 'All when absent' }))
}

/** The journal: what has been asked of the faces, and what came of it. */
export const requestsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/requests', {
    schema: {
      tags,
      summary: 'The requests of every face, newest first',
      querystring: closedObject({ ...filters, ...page }),
      response: { 200: Type.Object({ requests: Type.Array(EntrySchema) }), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { since, before, limit, ...filter } }) =>
    ({ requests: listEntries(sandbox, filter, { since, before, limit }).map((entry) => viewEntry(sandbox, entry)) }))

  app.get('/requests/count', {
    schema: {
      tags,
      summary: 'How many requests match',
      querystring: closedObject(filters),
      response: { 200: Type.Object({ count: Type.Integer() }), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { since, ...filter } }) => ({ count: listEntries(sandbox, filter, { since }).length }))

  app.get('/requests/:id', {
    schema: { tags, summary: 'A request, by its transaction id', params: Type.Object({ id: Type.String() }), response: { 200: EntryDetailsSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }) => viewDetails(sandbox, getEntry(sandbox, id)))

  app.delete('/requests', {
    schema: { tags, summary: 'Empties the journal; the coverage stays', response: { 204: Type.Null() } }
  }, async ({ sandbox }, reply) => {
    sandbox.part(Journal).clear()
    sandbox.events.emit('cleared', { what: 'requests' })
    return reply.code(204).send(null)
  })
}
