import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { NotFound } from '../../../src/lib/errors.ts'
import type { ClientCertificate } from '../../../src/tls/client-certificate.ts'
import { ErrorSchema } from '../../../src/wire/error.ts'

const tags = ['admin']

export interface ClientCertOptions {
  /** The certificate that clients are let in with, where one is required. */
  readonly clientCertificate: ClientCertificate | undefined
}

/** What a client has to show where REQUIRE_CLIENT_CERT is on, ready to use. */
export const clientCertRoutes: FastifyPluginAsyncTypebox<ClientCertOptions> = async (app, { clientCertificate }) => {
  const required = (): ClientCertificate => {
    if (clientCertificate === undefined) throw new NotFound('This server asks no client for a certificate. Start it with HTTPS_PORT and REQUIRE_CLIENT_CERT=true to have one made.')
    return clientCertificate
  }

  app.get('/client-cert.pem', {
    schema: {
      tags,
      summary: 'The certificate that clients have to show on HTTPS, with its key',
      response: { 200: { content: { 'application/x-pem-file': { schema: Type.String() } } }, '4xx': ErrorSchema }
    }
  }, async (_request, reply) => {
    const { certificate, key } = required()
    return reply.type('application/x-pem-file').send(certificate + key)
  })

  app.get('/client-cert.p12', {
    schema: {
      tags,
      summary: 'The same as a PKCS #12 file, with the password pims-mock',
      response: { 200: { content: { 'application/x-pkcs12': { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) } } }, '4xx': ErrorSchema }
    }
  }, async (_request, reply) => {
    const certificate = required()
    const { toPkcs12 } = await import('../../../src/tls/pkcs12.ts') // heavy, and seldom asked for
    return reply.type('application/x-pkcs12').header('content-disposition', 'attachment; filename="pims-mock-client.p12"').send(toPkcs12(certificate))
  })
}
