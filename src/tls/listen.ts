import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { createServer, type Server, type TlsOptions } from 'node:tls'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { TlsCredentials } from './self-signed.ts'

/** Opens a listener, which does nothing yet with what comes out of TLS. */
export type OpenTls = (options: TlsOptions) => Server

/** What a listener shows its clients, and asks of them; why a handshake fails is logged. */
export const openTlsWith = ({ cert, key, client }: TlsCredentials, logger: Pick<FastifyBaseLogger, 'info'>): OpenTls => (options) =>
  createServer({ cert, key, ...client && { ca: client.certificate, requestCert: true, rejectUnauthorized: true }, noDelay: true, ...options })
    .on('tlsClientError', ({ reason }: Error & { reason?: string }, socket) => {
      // OpenSSL's reason, such as a CA that the client does not know; who only looks whether the port is open has none.
      if (reason !== undefined) logger.info({ reason, client: socket.remoteAddress }, 'TLS handshake failed')
      socket.destroy()
    })

/**
 * Prepares TLS listeners in front of an app. What comes out of TLS goes to the app's own HTTP server, so that requests,
 * limits and errors are the same as without. To be called before the app is ready; the listeners close with it.
 *
 * @returns listens on a port (0 takes a free one) at every address that the app listens at, and answers the port
 */
export function prepareHttps (app: FastifyInstance, openTls: OpenTls): (port: number) => Promise<number> {
  const servers: Server[] = []
  let opened: number | undefined
  app.decorate('httpsPort', { getter: () => opened })
  const sockets = new Set<Socket>()
  // The app's server closes the connections that it knows; those still in their handshake it does not.
  app.addHook('preClose', (done) => {
    for (const server of servers) server.close()
    for (const socket of sockets) socket.destroy()
    done()
  })

  const open = () => openTls({ ALPNProtocols: ['http/1.1'] })
    .on('connection', (socket) => {
      if (!app.connections.admit(socket)) return socket.destroy() // before the handshake nothing can be said
      sockets.add(socket)
      return socket.once('close', () => sockets.delete(socket))
    })
    .on('secureConnection', (socket) => app.server.emit('connection', socket))

  return async (port) => {
    for (const { address } of app.addresses() as AddressInfo[]) { // never paths: HOST and PORT name them
      const server = open().listen({ host: address, port })
      servers.push(server)
      await once(server, 'listening')
      port = (server.address() as AddressInfo).port
    }
    opened = port
    return port
  }
}
