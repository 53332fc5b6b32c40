import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { conductMismatch } from '../../../src/conduct/verify-conduct.ts'
import { errorBody } from '../../../src/http/errors.ts'
import { waitSignal } from '../../../src/http/closing/wait-signal.ts'
import { verify } from '../../../src/journal/verify.ts'
import { mentionLoss } from '../../../src/sandbox/memory/forgetting.ts'
import { ErrorSchema } from '../../../src/wire/error.ts'
import { ExpectationSchema, MismatchSchema, VerifiedSchema } from '../../../src/wire/verify.ts'

/** What a test asks at its end: were these requests made, and did the client do nothing that it should not. */
export const verifyRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post('/verify', {
    schema: {
      tags: ['admin'],
      summary: 'Whether requests were made as expected: exactly, at least or at most so many; and whether the client did nothing that it should not',
      body: ExpectationSchema,
      response: { 200: VerifiedSchema, 422: MismatchSchema, '4xx': ErrorSchema }
    }
  }, async ({ sandbox, body }, reply) => {
    const { conduct, ...expectation } = body
    const isCounted = conduct === undefined || Object.keys(expectation).length > 0
    const counted = isCounted ? await verify(sandbox, expectation, () => waitSignal(reply)) : { requests: [] }
    const result = 'message' in counted || conduct === undefined ? counted : await conductMismatch(sandbox, conduct) ?? counted
    if (!('message' in result)) return { count: result.requests.length, ...result }
    const { message, ...rest } = result
    return reply.code(422).send({ ...errorBody(422, mentionLoss(message, sandbox)), expected: body, ...rest })
  })
}
