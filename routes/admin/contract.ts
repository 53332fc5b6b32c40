import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { contract } from '../../src/admin/contract.ts'

/** What the PIMS face knows, as data. */
export const contractRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/contract', {
    schema: {
      tags: ['admin'],
      summary: 'Every operation with its parameters and codes',
      response: { 200: Type.Object({ sdkVersion: Type.String(), operations: Type.Array(Type.Object({ id: Type.String(), built: Type.Boolean() })) }) }
    }
  }, async ({ sandbox }) => contract(sandbox.settings))
}
