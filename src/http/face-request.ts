import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** What the faces need of a request: Fastify's has it, and so has one of the fast path. */
export type FaceRequest = Pick<FastifyRequest, 'raw' | 'method' | 'url' | 'originalUrl' | 'host' | 'hostname' | 'protocol' | 'headers' | 'query' | 'params' | 'body' | 'is404' | 'server' | 'log' | 'sandbox' | 'draft' | 'askedFault'>

/** A response and its request, as Node.js has them: whatever is served over HTTP has these. */
export interface RawReply {
  readonly raw: ServerResponse
  readonly request: { readonly raw: IncomingMessage }
}

/** What the faces need of a reply. */
export interface FaceReply extends Pick<FastifyReply, 'raw' | 'log' | 'getHeaders'> {
  readonly request: FaceRequest
  readonly server: FastifyInstance
  readonly statusCode: number
  code (status: number): FaceReply
  header (name: string, value: string): FaceReply
  headers (headers: Readonly<Record<string, string>>): FaceReply
  type (contentType: string): FaceReply
  /** Leaves the rest to who asked: nothing is sent. */
  hijack (): FaceReply
  /** @param body none, where absent */
  send (body?: string): FaceReply
}
