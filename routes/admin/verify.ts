import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { coverageJunit, coverageMarkdown, CoverageSchema, viewCoverage } from '../../src/journal/coverage.ts'
import { EntrySchema } from '../../src/journal/view.ts'
import { ExpectationSchema, verify } from '../../src/journal/verify.ts'
import { departure } from '../../src/http/close-signal.ts'
import { errorBody, ErrorSchema } from '../../src/http/errors.ts'

const requests = Type.Array(EntrySchema, { description: 'The entries that match' })
const VerifiedSchema = Type.Object({ count: Type.Integer(), requests }, { title: 'Verified' })
const MismatchSchema = Type.Composite([ErrorSchema, Type.Object({
  expected: ExpectationSchema,
  count: Type.Integer(),
  requests,
  nearest: Type.Array(Type.Object({
    request: EntrySchema,
    differences: Type.Array(Type.Object({ field: Type.String(), expected: Type.Unknown(), actual: Type.Unknown() }))
  }), { description: 'Entries that nearly match, and the fields in which they differ' })
})], { title: 'Mismatch' })

const tags = ['admin']

/** What a test asks at its end: were these requests made, and which answers has nobody seen yet. */
export const verifyRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post('/verify', {
    schema: {
      tags,
      summary: 'Whether requests were made as expected: exactly, at least or at most so many',
      body: ExpectationSchema,
      response: { 200: VerifiedSchema, 422: MismatchSchema, '4xx': ErrorSchema }
    }
  }, async ({ sandbox, body }, reply) => {
    const result = await verify(sandbox, body, () => departure(reply))
    if (!('message' in result)) return { count: result.requests.length, ...result }
    const { message, ...rest } = result
    return reply.code(422).send({ ...errorBody(422, message), expected: body, ...rest })
  })

  app.get('/coverage', {
    schema: {
      tags,
      summary: 'Which documented codes have been answered since the sandbox began',
      querystring: Type.Object({
        format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('markdown'), Type.Literal('junit')]))
      }, { additionalProperties: false }),
      response: { 200: Type.Union([CoverageSchema, Type.String()]), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { format } }, reply) => {
    const coverage = viewCoverage(sandbox)
    if (format === 'markdown') return reply.type('text/markdown; charset=utf-8').send(coverageMarkdown(coverage))
    if (format === 'junit') return reply.type('application/xml; charset=utf-8').send(coverageJunit(coverage))
    return coverage
  })
}
