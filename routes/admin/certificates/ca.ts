import { X509Certificate } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { NotFound } from '../../../src/lib/errors.ts'
import { ErrorSchema } from '../../../src/wire/error.ts'

const tags = ['admin']

export interface CaOptions {
  /** The certificate of the server's own CA, in PEM, where there is one. */
  readonly authority: string | undefined
}

/** What a client has to trust to speak HTTPS with this server. */
export const caRoutes: FastifyPluginAsyncTypebox<CaOptions> = async (app, { authority }) => {
  const certificate = (): X509Certificate => {
    if (authority === undefined) {
      throw new NotFound('This server has no CA of its own. Start it with HTTPS_PORT, and without TLS_CERT and TLS_KEY, to get one; with them, trust the CA that signed TLS_CERT.')
    }
    return new X509Certificate(authority)
  }

  app.get('/ca.pem', {
    schema: {
      tags,
      summary: "The certificate of this server's own CA, for clients to trust",
      response: { 200: { content: { 'application/x-pem-file': { schema: Type.String() } } }, 404: ErrorSchema }
    }
  }, async (_request, reply) => reply.type('application/x-pem-file').send(certificate().toString()))

  app.get('/ca.crt', {
    schema: {
      tags,
      summary: 'The same certificate in DER, which phones offer to install',
      response: { 200: { content: { 'application/x-x509-ca-cert': { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) } } }, 404: ErrorSchema }
    }
  }, async (_request, reply) => reply.type('application/x-x509-ca-cert').header('content-disposition', 'attachment; filename="pims-mock-ca.crt"').send(certificate().raw))
}
