import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { FaceRequest } from './face-request.ts'
import { Malformed } from '../lib/errors.ts'
import { BASE_URL, withoutSlash } from '../lib/url/base-url.ts'
import { DEFAULT_SANDBOX } from '../sandbox/sandbox.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Where clients reach the server, when a proxy stands before it. */
    readonly publicUrl?: string
  }
}

/** Tells all plugins where clients reach the server (`PUBLIC_URL`); no header of a request can, for anybody may send one. */
export function registerPublicUrl (app: FastifyInstance, url: string): void {
  app.decorate('publicUrl', withoutSlash(url))
}

/** The parameter of those who know better by which address the server is reached. */
export const OriginSchema = Type.Optional(Type.String({
  pattern: BASE_URL,
  description: 'Scheme, host and port, and the path before those of the server, by which the app reaches it, where those of this request or of PUBLIC_URL are not'
}))

/**
 * Where the sender of a request reaches the server: as it says itself, else by `PUBLIC_URL`, else as it just did; without a slash at its end.
 *
 * @throws Malformed
 */
export function originOf ({ protocol, host, server }: FaceRequest, given?: string): string {
  if (given === undefined) return server.publicUrl ?? `${protocol}://${host}`
  if (!URL.canParse(given)) throw new Malformed(`origin "${given}" is not a URL. Send one such as http://192.168.1.5:3000.`)
  return withoutSlash(given)
}

/** What a client that lives in a sandbox is pointed at. */
export const sandboxUrl = (origin: string, sandbox: string): string =>
  sandbox === DEFAULT_SANDBOX ? origin : `${origin}/sandbox/${sandbox}`
