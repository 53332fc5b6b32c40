import type { ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { JSON_TYPE, TEXT_TYPE } from '../errors.ts'
import type { FaceReply, FaceRequest } from '../face-request.ts'
import type { Departure, Departures } from '../send-together.ts'

/** A reply on the fast path: it answers as Fastify's does. */
export class FastReply implements FaceReply, Departure {
  readonly raw: ServerResponse
  readonly request: FaceRequest
  readonly #departures: Departures
  readonly #headers: Record<string, string> = {}
  #body: string | undefined
  #isHijacked = false
  statusCode = 200

  constructor (raw: ServerResponse, request: FaceRequest, departures: Departures) {
    this.raw = raw
    this.request = request
    this.#departures = departures
  }

  get log (): FastifyBaseLogger {
    return this.request.log
  }

  get server (): FastifyInstance {
    return this.request.server
  }

  code (status: number): this {
    this.statusCode = status
    return this
  }

  header (name: string, value: string): this {
    this.#headers[name.toLowerCase()] = value
    return this
  }

  headers (headers: Readonly<Record<string, string>>): this {
    for (const name in headers) this.header(name, headers[name] ?? '')
    return this
  }

  type (contentType: string): this {
    return this.header('content-type', contentType)
  }

  getHeaders (): Record<string, string> {
    return { ...this.#headers }
  }

  hijack (): this {
    this.#isHijacked = true
    return this
  }

  send (body?: string): this {
    if (this.#isHijacked || this.raw.writableEnded) return this
    this.#body = body
    this.#departures.addOfConnection(this)
    return this
  }

  leave (): void {
    const hasBody = this.#body !== undefined && this.statusCode !== 204
    this.raw.writeHead(this.statusCode, this.#head(hasBody))
    this.raw.end(hasBody ? this.#body : undefined)
  }

  /** The headers as they are sent, names and values in turn. */
  #head (hasBody: boolean): string[] {
    const head: string[] = []
    for (const name in this.#headers) {
      const value = this.#headers[name] ?? ''
      if (name !== 'content-type') head.push(name, value)
      else if (hasBody) head.push(name, typeOfBody(value))
      else if (this.#body === undefined) head.push(name, value)
    }
    if (hasBody && this.#headers['content-type'] === undefined) head.push('content-type', TEXT_TYPE)
    if (hasBody || (this.statusCode !== 204 && this.statusCode !== 304)) head.push('content-length', String(Buffer.byteLength(this.#body ?? '')))
    return head
  }
}

const MEDIA_TYPE = /^\s*[^\s/;"(),:<=>?@[\\\]{}]+\/[^\s/;"(),:<=>?@[\\\]{}]+\s*$/
const PARAMETER = /([^\s;="]+)=("[^"]*"|[^\s;"]+)/g

/** A type that a rule may have given, as Fastify sends it with a body: text where it is none, and JSON says its charset. */
function typeOfBody (type: string): string {
  if (type === JSON_TYPE) return type
  const [media = '', parameters = ''] = type.split(/;(.*)/s, 2)
  if (!MEDIA_TYPE.test(media)) return TEXT_TYPE
  const given = [...parameters.matchAll(PARAMETER)].map(([, name = '', value = '']): [string, string] => [name.toLowerCase(), value.replace(/^"|"$/g, '')])
  if (!/json/i.test(media) || given.some(([name]) => name === 'charset')) return type
  return `${media.trim().toLowerCase()}${given.map(([name, value]) => `; ${name}="${value}"`).join('')}; charset=utf-8`
}
