import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { FaceReply, FaceRequest } from '../face-request.ts'
import { readJson } from '../bodies/json-body.ts'
import { isSmall } from '../limits/request-memory.ts'
import { enterSandbox, rewriteUrl, sandboxIdOf } from '../select-sandbox.ts'
import type { Departures } from '../send-together.ts'
import { FastReply } from './fast-reply.ts'
import { FastRequest } from './fast-request.ts'
import { readBody } from './read-body.ts'

/** What a route does with a request, in the order in which Fastify asks for it. */
export interface FastRoute {
  /** Whether the hooks of its plugin would let a request in; all are let in when absent. */
  admits? (request: FaceRequest): boolean
  /** What the hooks of its plugin do first. */
  begin (request: FaceRequest, reply: FaceReply): void
  handle (request: FaceRequest, reply: FaceReply): Promise<unknown> | undefined
  /** Answers what was thrown on the way. */
  refuse (error: unknown, request: FaceRequest, reply: FaceReply): unknown
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What serves the plain requests of this route. */
    fast?: FastRoute
  }
}

interface FastPathOptions {
  readonly departures: Departures
  readonly log: FastifyBaseLogger | undefined
}

/** The types of a JSON body, as nearly every client writes them. */
const JSON_TYPES: ReadonlySet<string | undefined> = new Set(['application/json', 'application/json; charset=utf-8', 'application/json;charset=utf-8'])

/**
 * Serves the plain requests of the routes that are made for it past Fastify: its hooks, parsers and serialisers are a fifth of
 * what such a request costs. A request is plain where nothing about it needs them: its path is written as the route has it, its
 * body is small JSON or there is none, its sandbox is there, and no earlier request of its connection waits for its answer. What
 * is not plain goes through Fastify, which has every route too; a test holds both ways to the same answers and entries.
 */
export function serveFast (app: FastifyInstance, { departures, log = app.log }: FastPathOptions): void {
  const { sandboxes, server } = app
  const routes = new Map<string, Map<string | undefined, FastRoute>>()
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.fast === undefined) return
    const methods = routes.get(url) ?? new Map<string | undefined, FastRoute>()
    routes.set(url, methods)
    for (const one of [method].flat()) methods.set(one, config.fast)
  })
  let isClosing = false
  app.addHook('preClose', (done) => {
    isClosing = true
    done()
  })

  /** Serves a request if it is plain; else nothing is done, and it returns false. */
  function take (raw: IncomingMessage, response: ServerResponse): boolean {
    if (isClosing || response.socket === null) return false
    const url = rewriteUrl(raw)
    const queryAt = url.indexOf('?')
    const route = routes.get(queryAt === -1 ? url : url.slice(0, queryAt))?.get(raw.method)
    if (route === undefined || !isPlain(raw) || !isSmall(url, raw.headers)) return false
    const sandboxId = sandboxIdOf(raw)
    const sandbox = sandboxes.get(sandboxId)
    if (sandbox === undefined) return false
    const request = new FastRequest(raw, url, { app, log, sandbox })
    if (route.admits?.(request) === false) return false
    sandboxes.open(sandboxId) // uses it
    const reply = new FastReply(response, request, departures)
    enterSandbox(reply)
    route.begin(request, reply)
    if (raw.method === 'GET') handle(route, request, reply)
    else readBody(raw, (text) => handleBody(route, request, reply, text), (error) => refuseBody(route, request, reply, error))
    return true
  }

  const through = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (raw, response) => {
    if (!take(raw, response)) for (const listener of through) listener.call(server, raw, response)
  })
}

/** Whether the headers of a request ask for nothing but an answer, and announce no body but JSON. */
function isPlain ({ method, headers }: IncomingMessage): boolean {
  const { 'content-length': length = '0', 'content-type': type, 'content-encoding': encoding, 'transfer-encoding': transfer, accept } = headers
  if (encoding !== undefined || transfer !== undefined || accept?.includes('event-stream') === true) return false
  return method === 'GET' ? length === '0' : length !== '0' && JSON_TYPES.has(type)
}

function handle (route: FastRoute, request: FastRequest, reply: FastReply): void {
  try {
    route.handle(request, reply)?.catch((error: unknown) => route.refuse(error, request, reply))
  } catch (error) {
    route.refuse(error, request, reply)
  }
}

function handleBody (route: FastRoute, request: FastRequest, reply: FastReply, text: string): void {
  try {
    request.body = readJson(text)
  } catch (error) {
    return refuseBody(route, request, reply, error)
  }
  handle(route, request, reply)
}

/** Whoever sends what is no body may send more of it: as with Fastify, the connection ends with the answer. */
function refuseBody (route: FastRoute, request: FastRequest, reply: FastReply, error: unknown): void {
  route.refuse(error, request, reply.header('connection', 'close'))
}
