import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import querystring from 'fast-querystring'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { JournalDraft } from '../../journal/draft.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { askedFaultOf } from '../face/asked-fault.ts'
import type { FaceRequest } from '../face-request.ts'

interface Found {
  readonly app: FastifyInstance
  readonly log: FastifyBaseLogger
  readonly sandbox: Sandbox
}

/** A request on the fast path: what Fastify's has of what faces need. */
export class FastRequest implements FaceRequest {
  readonly raw: IncomingMessage
  readonly url: string
  readonly server: FastifyInstance
  readonly log: FastifyBaseLogger
  readonly params = {}
  readonly is404 = false
  sandbox: Sandbox
  draft!: JournalDraft // given to it by the route, before anything else happens
  body: unknown
  #query: unknown

  /** @param url without the prefix of the sandbox */
  constructor (raw: IncomingMessage, url: string, { app, log, sandbox }: Found) {
    this.raw = raw
    this.url = url
    this.server = app
    this.log = log
    this.sandbox = sandbox
  }

  get query (): unknown {
    this.#query ??= querystring.parse(this.url.includes('?') ? this.url.slice(this.url.indexOf('?') + 1) : '')
    return this.#query
  }

  get method (): string {
    return this.raw.method ?? ''
  }

  get headers (): IncomingHttpHeaders {
    return this.raw.headers
  }

  get originalUrl (): string {
    return this.raw.url ?? ''
  }

  get host (): string {
    return this.raw.headers.host ?? ''
  }

  get hostname (): string {
    const { host } = this
    return host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : host.split(':', 1)[0] ?? ''
  }

  get protocol (): 'http' | 'https' {
    return 'encrypted' in this.raw.socket ? 'https' : 'http'
  }

  get askedFault (): string | undefined {
    return askedFaultOf(this.raw.headers)
  }
}
