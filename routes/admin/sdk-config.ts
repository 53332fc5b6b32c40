import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { sdkConfig } from '../../src/admin/sdk-config.ts'

/** How an SDK finds this server. */
export const sdkConfigRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/sdk-config', {
    schema: {
      tags: ['admin'],
      summary: 'The pims.initialize parameters that point an SDK at this server and sandbox',
      response: { 200: Type.Record(Type.String(), Type.Unknown()) }
    }
  }, async ({ sandbox, protocol, host }) => sdkConfig(sandbox, `${protocol}://${host}`))
}
