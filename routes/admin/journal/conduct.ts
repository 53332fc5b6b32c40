import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { judge } from '../../../src/conduct/judge.ts'
import { conductJunit } from '../../../src/conduct/reports/junit.ts'
import { conductMarkdown } from '../../../src/conduct/reports/markdown.ts'
import { conductSarif } from '../../../src/conduct/reports/sarif.ts'
import { originOf, sandboxUrl } from '../../../src/http/public-url.ts'
import { Journal } from '../../../src/journal/journal.ts'
import { findEntries } from '../../../src/journal/query.ts'
import { closedObject } from '../../../src/lib/closed-object.ts'
import { literals } from '../../../src/lib/literals.ts'
import { VERSION } from '../../../src/version.ts'
import { CONDUCT_FORMATS, ConductSchema, SeveritySchema } from '../../../src/wire/conduct.ts'
import { ErrorSchema } from '../../../src/wire/error.ts'
import { exportEntries } from './export-entries.ts'

/** What the requests say about the client that sent them. */
export const conductRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/conduct', {
    schema: {
      tags: ['admin'],
      summary: 'What the client should not have done, though nothing kept it from it: what goes on after a block, secrets where they do not belong, retries of what has happened',
      querystring: closedObject({
        severity: Type.Optional({ ...SeveritySchema, description: 'The least: high leaves medium and low out' }),
        format: Type.Optional(literals(['json', ...CONDUCT_FORMATS], { description: 'junit: a case for each rule; sarif: 2.1.0, with locations in the HAR of the same requests' }))
      }),
      response: {
        200: {
          description: 'In the format asked for',
          content: {
            'application/json': { schema: ConductSchema },
            'text/markdown': { schema: Type.String() },
            'application/xml': { schema: Type.String() },
            'application/sarif+json': { schema: Type.Any({ description: 'SARIF 2.1.0' }) }
          }
        },
        '4xx': ErrorSchema
      }
    }
  }, async (request, reply) => {
    const { sandbox, query: { severity, format } } = request
    const conduct = await judge(sandbox, severity)
    if (format === 'markdown') return reply.type('text/markdown; charset=utf-8').send(conductMarkdown(conduct))
    if (format === 'junit') return reply.type('application/xml; charset=utf-8').send(conductJunit(conduct))
    if (format !== 'sarif') return conduct
    const { entries, total } = findEntries(sandbox, {}, {})
    const har = JSON.stringify(JSON.parse(exportEntries(request, entries.reverse(), { format: 'har', secrets: false, plain: false, total })), null, 2)
    const find = (id: string) => sandbox.part(Journal).find(id)
    return reply.type('application/sarif+json; charset=utf-8').send(conductSarif(conduct, { version: VERSION, url: `${sandboxUrl(originOf(request), sandbox.id)}/`, har, find }))
  })
}
