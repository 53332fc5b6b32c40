// @ts-nocheck
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { NotFound } from '../../src/lib/errors.ts'
import { ErrorSchema } from '../../src/wire/error.ts'

export interface CaOptions {
  /** The certificate of the server's own CA, in PEM, where there is one. */
  readonly authority: string | undefined
}

/** What a client has to trust to speak HTTPS with this server. */
export const caRoutes: FastifyPluginAsyncTypebox<CaOptions> = async (app, { authority }) => {
  app.get('/ca.pem', {
    schema: {
      tags: ['admin'],
      summary: "The certificate of this server's own CA, for clients to trust",
      response: {
        200: { content: { 'application/x-pem-file': { schema: Type.String() } } },
        404: ErrorSchema
      }
    }
  }, async (_request, reply) => {
    if (authority === undefined) {
      throw new NotFound('This server has no CA of its own. Start it with HTTPS_PORT, and without TLS_CERT and TLS_KEY, to get one; with them, trust the CA that signed TLS_CERT.')
    }
    return reply.type('application/x-pem-file').send(authority)
  })
}
