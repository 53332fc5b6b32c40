import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { startDraft } from '../../journal/draft.ts'
import { UnderWay } from '../../journal/under-way.ts'
import type { Hit } from '../../faults/rule.ts'
import { isObject } from '../../lib/json.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Effect } from '../../wire/fault.ts'
import { applyFault } from './apply-fault.ts'
import type { Answer, Endpoint, FaceDefinition, Understood } from './endpoint.ts'
import { finishEntry } from './finish-entry.ts'
import { matchFault } from './match-fault.ts'
import { REASON_HEADER, toHeader } from './reason-header.ts'

/** Serves the requests of one route; what it returns nothing for has been answered. */
export type Serve = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | undefined

/** The pipeline of one face. */
export interface Pipeline<Parameters> {
  /** The handler of a route. */
  serve<Input extends Understood, Output> (endpoint: Endpoint<Parameters, Input, Output>): Serve
  /** Answers an error in the language of the face. */
  refuse (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply
}

/**
 * Makes a plugin serve a face. Every request takes one way: start the journal entry, understand the request, match a
 * fault, apply it, execute, answer, and record the entry before the answer leaves.
 */
export function registerFace<Parameters> (app: FastifyInstance, face: FaceDefinition<Parameters>): Pipeline<Parameters> {
  const { reasonHeader } = app.sandboxes.settings
  app.decorateRequest('draft')
  app.addHook('onRequest', (request, reply, done) => {
    request.draft = startDraft(request.sandbox, request.is404 ? null : face.name, request)
    reply.header('cache-control', 'no-store')
    if (face.idHeader !== undefined) reply.header(face.idHeader, request.draft.id)
    done()
  })
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply))

  function refuse (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    if (request.draft !== undefined) return send(face.refuse(error, request), request, reply)
    // Only the choice of the sandbox comes before the draft.
    const answer = face.refuseSandbox(error instanceof Error ? error : new Error(String(error)), request)
    if (reasonHeader) giveReason(answer, reply)
    return reply.code(answer.httpStatus).header('cache-control', 'no-store').headers(answer.headers).send(answer.body)
  }

  // What no fault hits is answered in one go: no other request comes between.
  const serve = <Input extends Understood, Output> (endpoint: Endpoint<Parameters, Input, Output>): Serve => (request, reply) => {
    const { draft, sandbox } = request
    sandbox.refuseClosed() // dropped while the body came in
    const parameters = face.parametersOf(request)
    if (isObject(parameters)) draft.parameters = parameters
    const input = endpoint.read(request, parameters)
    draft.call = input.call
    const hit = matchFault(request, input, face, endpoint)
    if (hit === undefined) return execute(endpoint, input, null, request, reply)
    return request.sandbox.part(UnderWay).during(draft, executeHit(hit, endpoint, input, request, reply))
  }

  async function executeHit<Input extends Understood, Output> (hit: Hit, endpoint: Endpoint<Parameters, Input, Output>, input: Input, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { draft } = request
    draft.fault = hit
    if (!await applyFault(hit, request, reply, face.brokenBody(draft.id))) await execute(endpoint, input, hit.effect, request, reply)
    return reply
  }

  return { serve, refuse }
}

/** Executes a request, under what an effect leaves to the face, and answers it. */
function execute<Parameters, Input extends Understood, Output> (endpoint: Endpoint<Parameters, Input, Output>, input: Input, effect: Effect | null, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | undefined {
  const { draft, sandbox } = request
  const { accounts, inbox } = sandbox
  const before = inbox.lastSent
  const output = accounts.track(draft.changes, () => endpoint.execute(input, effect, request))
  if (inbox.lastSent !== before) draft.sms = inbox.lastSent?.id
  const answer = endpoint.answer(output, request)
  if (answer instanceof Promise) return sandbox.part(UnderWay).during(draft, answer.then((ready) => send(ready, request, reply)))
  send(answer, request, reply)
  return undefined
}

function send (given: Answer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = mentionLoss(given, request.sandbox)
  const { httpStatus, headers, body, cause } = answer
  if (cause !== undefined) request.log.error({ err: cause, id: request.draft.id }, 'unforeseen error')
  reply.code(httpStatus).headers(headers)
  if (request.sandbox.settings.reasonHeader) giveReason(answer, reply)
  finishEntry(request, answer, { headers: reply.getHeaders(), body: body ?? '' })
  return reply.send(body)
}

/** Adds to a reason that the sandbox was forgotten, where it was: what the request misses may have been there. */
function mentionLoss (answer: Answer, { loss }: Sandbox): Answer {
  return loss === undefined || answer.status === 'SUCCEEDED' ? answer : { ...answer, reason: `${answer.reason}; the ${loss}` }
}

/** Says in a header why a request was refused. */
function giveReason (answer: Answer, reply: FastifyReply): void {
  if (answer.status === 'FAILED') reply.header(REASON_HEADER, toHeader(answer.reason))
}
