import type { FastifyInstance } from 'fastify'
import type { FaceReply, FaceRequest } from '../face-request.ts'
import { answerCall } from '../../calls/answer-call.ts'
import type { Understood } from '../../calls/endpoint.ts'
import { breakOff, callRunner } from '../../calls/run-call.ts'
import { type JournalDraft, startDraft } from '../../journal/draft.ts'
import type { JournalEntry } from '../../journal/journal.ts'
import type { FastRoute } from '../fast-path/fast-path.ts'
import { shownPath } from '../not-found/shown-path.ts'
import { askedFaultOf } from './asked-fault.ts'
import type { FaceDefinition, HttpEndpoint } from './endpoint.ts'
import { HttpChannel } from './http-channel.ts'
import { giveReason } from './reason-header.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The journal entry of the request until it is answered; a request whose sandbox could not be opened has none. */
    draft: JournalDraft
    /** The fault that its header `X-Fault` asks for. */
    readonly askedFault: string | undefined
  }
}

/** Serves the requests of one route; what it returns nothing for has been answered. */
export type Serve = (request: FaceRequest, reply: FaceReply) => Promise<FaceReply> | undefined

/** The pipeline of one face. */
export interface Pipeline<Parameters> {
  /** The handler of a route. */
  serve<Input extends Understood, Output> (endpoint: HttpEndpoint<Parameters, Input, Output>): Serve
  /** Answers and records a request that was refused on its way. */
  refuse (error: unknown, request: FaceRequest, reply: FaceReply): FaceReply
  /** Has plain requests of a route served on the fast path; goes into its `config`. */
  fast (handler: Serve): FastRoute
}

/** Makes a plugin speak as a face does; its handlers are `serve` of what each route does. */
export function registerFace<Parameters> (app: FastifyInstance, face: FaceDefinition<Parameters>): Pipeline<Parameters> {
  const { reasonHeader } = app.sandboxes.settings
  app.decorateRequest('draft')
  app.decorateRequest('askedFault', {
    getter (): string | undefined {
      return askedFaultOf(this.headers)
    }
  })
  app.addHook('onRequest', (request, reply, done) => {
    begin(request, reply)
    done()
  })
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply))

  function begin (request: FaceRequest, reply: FaceReply): void {
    request.draft = startDraft(request.sandbox, request.is404 ? null : face.name, 'http')
    reply.header('cache-control', 'no-store')
    if (face.idHeader !== undefined) reply.header(face.idHeader, request.draft.id)
  }

  const channelOf = (request: FaceRequest, reply: FaceReply) => new HttpChannel(request, reply, face.brokenBody)

  function refuse (error: unknown, request: FaceRequest, reply: FaceReply): FaceReply {
    if (request.draft !== undefined && hasLeft(request)) {
      breakOff(null, request, channelOf(request, reply), 'the client left before its request was whole').catch((error: unknown) => request.log.error(error))
      return reply
    }
    if (request.draft !== undefined) {
      const entry = request.sandbox.clock.hold(() => answerCall(face.refuse(error, request), request, channelOf(request, reply)))
      if (entry?.face === null) warnOfUnrouted(request, entry)
      return reply
    }
    // Only the choice of the sandbox comes before the draft.
    const answer = face.refuseSandbox(error instanceof Error ? error : new Error(String(error)), request)
    if (reasonHeader) giveReason(answer, reply)
    return reply.code(answer.httpStatus).header('cache-control', 'no-store').headers(answer.headers).send(answer.body)
  }

  function serve<Input extends Understood, Output> (endpoint: HttpEndpoint<Parameters, Input, Output>): Serve {
    const run = callRunner(face, endpoint)
    return (request, reply) => {
      const running = run(request, channelOf(request, reply))
      return running && whenDone(running, reply)
    }
  }

  return { serve, refuse, fast: (handle) => ({ begin, handle, refuse }) }
}

/** Whether the connection has ended before the request was whole. */
const hasLeft = ({ raw }: FaceRequest): boolean => raw.destroyed && !raw.complete

/** What Fastify takes from a handler that answers later: it sends nothing itself then. */
async function whenDone (running: Promise<void>, reply: FaceReply): Promise<FaceReply> {
  await running
  return reply
}

/** A request that no route takes is most often a wrong base URL or a typing error. */
function warnOfUnrouted (request: FaceRequest, { id, http, reason }: JournalEntry): void {
  const { log, sandbox, method } = request
  log.warn({ id, sandbox: sandbox.id, method, path: shownPath(request), httpStatus: http?.status, reason }, 'no such route')
}
