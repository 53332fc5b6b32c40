import { isObject, type Json } from '../lib/json.ts'
import { pathOf } from '../lib/url/path-of.ts'
import { type AnswerSent, keepAnswer, keepBody, keepHeaders, keepText, LARGE, lengthOfHeaders } from './keep.ts'

/** How a request and its answer travelled, as a channel tells right before the answer leaves. */
export interface Travel {
  /** Whether the client gets an answer, be it a broken one. */
  readonly isAnswered: boolean
  /** Whether the exchange goes on after its answer. */
  readonly goesOn?: boolean
  /** Whether so much was sent that parameters are kept in part. */
  readonly isLarge: boolean
  /** Bytes of memory that it takes, roughly. */
  readonly weight: number
  /** How it travelled over HTTP, where it did. */
  readonly http?: HttpTravel
  /** How it travelled over MQTT, where it did. */
  readonly mqtt?: MqttTravel
  /** What the server spoke of itself, as JSON. */
  readonly message?: string
}

/** How a message travelled over MQTT. */
export interface MqttTravel {
  /** `null` for a connection. */
  readonly topic: string | null
  readonly qos: number
  /** As it was sent, secrets included; `undefined` where there is none. */
  readonly payload: string | undefined
}

/** How a message travels over MQTT. */
export function overMqtt ({ topic, qos, payload }: MqttTravel, isAnswered: boolean): Travel {
  return {
    isAnswered,
    isLarge: (payload?.length ?? 0) > LARGE,
    weight: (topic?.length ?? 0) + (payload?.length ?? 0) * PARSED,
    mqtt: { topic, qos, payload: payload === undefined ? undefined : keepText(payload) }
  }
}

/** How a request and its answer travelled over HTTP. */
export interface HttpTravel {
  readonly method: string
  /** What stood before the path: `/sandbox/{id}`, nothing where the header names the sandbox, or none does. */
  readonly prefix: string
  /** Without the prefix of the sandbox. */
  readonly path: string
  /** The query as it was sent, secrets included; empty when there was none. */
  readonly query: string
  readonly userAgent: string | undefined
  /** Headers of the request, secrets included. */
  readonly headers: Readonly<Record<string, unknown>>
  /** Body of the request as it was parsed, secrets included. */
  readonly body: unknown
  /** Status of the answer; `null` where the client got none. */
  readonly status: number | null
  /** What the client got; absent where a fault broke the answer. */
  readonly answer: AnswerSent | undefined
}

export interface RequestHeaders {
  readonly 'user-agent'?: string | undefined
  readonly 'content-length'?: string | undefined
  readonly 'transfer-encoding'?: string | undefined
  readonly [name: string]: string | string[] | undefined
}

/** What a draft takes from a request of HTTP. */
export interface RequestSource {
  readonly method: string
  readonly url: string
  /** As it was asked; `url` where it is absent. */
  readonly originalUrl?: string
  readonly headers: RequestHeaders
  readonly body?: unknown
}

/**
 * How a request of HTTP travels.
 *
 * @param status of the answer; `null` where the client gets none
 * @param answer what the client gets besides the status; absent where a fault breaks the answer
 */
export function overHttp ({ method, url, originalUrl = url, headers, body }: RequestSource, status: number | null, answer?: AnswerSent): Travel {
  const contentLength = Number(headers['content-length'] ?? 0)
  const isLarge = url.length > LARGE || contentLength > LARGE || headers['transfer-encoding'] !== undefined
  const headersLength = lengthOfHeaders(headers)
  return {
    isAnswered: status !== null,
    isLarge,
    weight: url.length + headersLength + (isLarge ? LARGE : contentLength) * PARSED + Math.min(answer?.body.length ?? 0, LARGE),
    http: new KeptTravel({
      method,
      prefix: originalUrl.length > url.length && originalUrl.endsWith(url) ? originalUrl.slice(0, originalUrl.length - url.length) : '',
      url: keepUrl(url),
      headers: JSON.stringify(keepHeaders(headers, headersLength)),
      userAgent: headersLength > LARGE ? headers['user-agent']?.slice(0, MAX_USER_AGENT) : undefined,
      body: isLarge ? keepBody(body) : body,
      status,
      answer: answer && keepAnswer(answer)
    })
  }
}

interface Kept extends Pick<HttpTravel, 'method' | 'prefix' | 'body' | 'status' | 'answer'> {
  readonly url: string
  /** As JSON. */
  readonly headers: string
  /** Where the headers may have it in part, or not at all. */
  readonly userAgent: string | undefined
}

/**
 * What is kept of it: texts, from which its parts are made when somebody reads them. Few entries are ever read, and each small
 * object that outlives its request costs more, until it is collected, than to make it.
 */
class KeptTravel implements HttpTravel {
  readonly method: string
  readonly prefix: string
  readonly body: unknown
  readonly status: number | null
  readonly answer: AnswerSent | undefined
  readonly #url: string
  readonly #headers: string
  readonly #userAgent: string | undefined

  constructor ({ method, prefix, url, headers, userAgent, body, status, answer }: Kept) {
    this.method = method
    this.prefix = prefix
    this.body = body
    this.status = status
    this.answer = answer
    this.#url = url
    this.#headers = headers
    this.#userAgent = userAgent
  }

  get path (): string {
    return pathOf(this.#url)
  }

  get query (): string {
    const { length } = this.path
    return this.#url.slice(length + 1)
  }

  get headers (): Json {
    const headers: unknown = JSON.parse(this.#headers)
    return isObject(headers) ? headers : {}
  }

  get userAgent (): string | undefined {
    if (this.#userAgent !== undefined) return this.#userAgent
    const { 'user-agent': userAgent } = this.headers
    return typeof userAgent === 'string' ? userAgent.slice(0, MAX_USER_AGENT) : undefined
  }
}

/** A URL; of a long one, the beginnings of its path and of its query. */
function keepUrl (url: string): string {
  if (url.length <= LARGE) return url
  const path = pathOf(url)
  return `${path.slice(0, LARGE)}${url.slice(path.length, path.length + 1 + LARGE)}`
}

/** Characters of a user agent that are kept. */
const MAX_USER_AGENT = 200

/** Bytes of memory that one byte of JSON takes once it is parsed, where there is little in its values. */
const PARSED = 5
