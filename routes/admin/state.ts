import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'

/** The state of the sandbox as a whole. */
export const stateRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post('/reset', {
    schema: { tags: ['admin'], summary: 'Takes the sandbox back to the fixtures', response: { 204: Type.Null() } }
  }, async ({ sandbox }, reply) => {
    sandbox.reset()
    return reply.code(204).send(null)
  })
}
