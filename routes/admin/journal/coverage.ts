import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { coverageJunit, coverageMarkdown, viewCoverage } from '../../../src/journal/coverage.ts'
import { closedObject } from '../../../src/lib/closed-object.ts'
import { literals } from '../../../src/lib/literals.ts'
import { CoverageSchema } from '../../../src/wire/coverage.ts'
import { ErrorSchema } from '../../../src/wire/error.ts'

/** Which answers nobody has seen yet. */
export const coverageRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/coverage', {
    schema: {
      tags: ['admin'],
      summary: 'Which documented codes have been answered since the sandbox began',
      querystring: closedObject({ format: Type.Optional(literals(['json', 'markdown', 'junit'])) }),
      response: {
        200: {
          description: 'In the format asked for',
          content: { 'application/json': { schema: CoverageSchema }, 'text/markdown': { schema: Type.String() }, 'application/xml': { schema: Type.String() } }
        },
        '4xx': ErrorSchema
      }
    }
  }, async ({ sandbox, query: { format } }, reply) => {
    const coverage = viewCoverage(sandbox)
    if (format === 'markdown') return reply.type('text/markdown; charset=utf-8').send(coverageMarkdown(coverage))
    if (format === 'junit') return reply.type('application/xml; charset=utf-8').send(coverageJunit(coverage))
    return coverage
  })
}
