import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { exportEntries } from './export-entries.ts'
import { closedObject } from '../../../src/lib/closed-object.ts'
import { literals } from '../../../src/lib/literals.ts'
import { Type } from '@sinclair/typebox'
import { Journal } from '../../../src/journal/journal.ts'
import { viewDetails, viewEntry } from '../../../src/journal/view.ts'
import { countForgotten } from '../../../src/journal/unknown.ts'
import { findEntries, getEntry } from '../../../src/journal/query.ts'
import { EntryDetailsSchema, EntryListSchema, EntrySearchSchema, EXPORT_FORMATS, type ExportFormat, HarSchema } from '../../../src/wire/request.ts'
import { ErrorSchema } from '../../../src/wire/error.ts'

const tags = ['admin']
const EXPORT_TYPES = { har: 'application/har+json', curl: 'text/plain', markdown: 'text/markdown', text: 'text/plain' } as const satisfies Record<ExportFormat, string>

const filters = {
  ...EntrySearchSchema.properties,
  since: Type.Optional(Type.String({ description: 'ISO 8601, or the id of the entry to go on after' }))
}
/** Entries of an answer that asks for no number. */
const DEFAULT_LIMIT = 100

const page = {
  before: Type.Optional(Type.String({ description: 'Id of the entry to go back from' })),
  limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description: `When absent ${DEFAULT_LIMIT} as JSON, in the other formats all` }))
}

const exported = {
  format: Type.Optional(literals(['json', ...EXPORT_FORMATS], { description: 'har: HAR 1.2; curl: lines of a shell; markdown: a bug report; text: a line for each; these four the oldest first' })),
  secrets: Type.Optional(Type.Boolean({ description: 'true: shown, not masked' })),
  plain: Type.Optional(Type.Boolean({ description: 'true, with format=curl: URLs as they are, as what imports curl reads them; PIMS_MOCK_URL changes nothing then' }))
}

/** The journal: what has been asked of the faces, and what came of it. */
export const requestsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/requests', {
    schema: {
      tags,
      summary: 'The requests of every face, newest first',
      querystring: closedObject({ ...filters, ...page, ...exported }),
      response: {
        200: {
          description: 'In the format asked for',
          content: {
            'application/json': { schema: EntryListSchema },
            [EXPORT_TYPES.har]: { schema: HarSchema },
            [EXPORT_TYPES.curl]: { schema: Type.String() },
            [EXPORT_TYPES.markdown]: { schema: Type.String() }
          }
        },
        '4xx': ErrorSchema
      }
    }
  }, async (request, reply) => {
    const { sandbox, query: { since, before, format = 'json', limit = format === 'json' ? DEFAULT_LIMIT : undefined, secrets = false, plain = false, ...search } } = request
    const { entries, total } = findEntries(sandbox, search, { since, before, limit })
    if (format === 'json') return { requests: entries.map((entry) => viewEntry(sandbox, entry, secrets)), total }
    return reply.type(`${EXPORT_TYPES[format]}; charset=utf-8`).send(exportEntries(request, entries.reverse(), { format, secrets, plain, total }))
  })

  app.get('/requests/count', {
    schema: {
      tags,
      summary: 'How many requests match',
      querystring: closedObject(filters),
      response: { 200: Type.Object({ count: Type.Integer(), forgotten: Type.Integer({ description: 'How many more may match that the journal has forgotten (JOURNAL_SIZE, MAX_MEMORY_MB)' }) }), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { since, ...search } }) => ({ count: findEntries(sandbox, search, { since, limit: 0 }).total, forgotten: countForgotten(sandbox, search, since) }))

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
