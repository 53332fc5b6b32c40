import type { FastifyInstance } from 'fastify'
import type { FaceRequest } from '../../src/http/face-request.ts'
import { JSON_TYPE } from '../../src/http/errors.ts'
import type { HttpAnswer, HttpEndpoint } from '../../src/http/face/endpoint.ts'
import { eventOf, type MessageStream } from '../../src/http/face/message-stream.ts'
import { STREAM_HEADERS } from '../../src/http/server-sent-events.ts'
import { setImmediate, sleep } from '../../src/lib/timers.ts'
import type { Signer } from '../../src/oauth/id-token.ts'
import { execute, inputOf, resolve, type ResolvedRequest } from '../../src/pims/dispatch.ts'
import { acknowledged, succeeded } from '../../src/pims/language/message.ts'
import { type Breakage, type Receiver, type Subscriber, type Subscription, Subscriptions } from '../../src/pims/subscriptions/subscriptions.ts'
import { resolveUnsubscribing, type Unsubscribing, unsubscribe } from '../../src/pims/subscriptions/unsubscribe.ts'
import { senderOf } from './read-request.ts'

/** Turns of the event loop in which what was sent leaves, and what was closed turns out to be. */
const TURNS = 3
/** Milliseconds in which the connection of an earlier subscription may turn out to be closed. */
const GRACE = 50
/** The weight of a media type that is not acceptable (RFC 9110, 12.4.2). */
const NOT_TAKEN = /;\s*q=0(\.0{0,3})?\s*(;|$)/

/** Whether a GET asks for a stream of events, and so subscribes; whoever takes JSON as well gets that. */
export function asksForStream ({ headers: { accept } }: FaceRequest): boolean {
  if (accept === undefined || !/event-stream/i.test(accept)) return false
  const types = accept.toLowerCase().split(',').filter((range) => !NOT_TAKEN.test(range)).map((range) => range.split(';', 1)[0]?.trim())
  return types.includes('text/event-stream') && !types.includes('application/json')
}

/** `pims.subscribe`: the acknowledgement, and then each RESULT, until the connection is closed (docs/reference/sdk-facade.md#4-subscriptions). */
export const subscribeEndpoint = (api: string, signer: Signer): HttpEndpoint<unknown, ResolvedRequest, ResolvedRequest> => ({
  read: (request, parameters) => resolve(request.sandbox, { verb: 'subscribe', api, parameters, ...senderOf(request) }),
  ready (input, { sandbox }) {
    const earlier = sandbox.part(Subscriptions).find(subscriberOf(input))
    return earlier && untilOver(earlier)
  },
  execute (input, effect, { sandbox }) {
    execute(input, effect, { sandbox, signer })
    sandbox.part(Subscriptions).check(subscriberOf(input))
    return input
  },
  answer: (input, request) => ({
    httpStatus: 200,
    headers: STREAM_HEADERS,
    body: eventOf(acknowledged(request.draft.id)),
    status: 'SUCCEEDED',
    follow: (stream) => follow(stream, input, request)
  })
})

/** `pims.unsubscribe`: ends the stream of the device, from elsewhere. */
export const unsubscribeEndpoint = (api: string): HttpEndpoint<unknown, Unsubscribing, void> => ({
  read: (request) => resolveUnsubscribing(request.sandbox, { api, ...senderOf(request) }),
  execute: (input, effect, { sandbox, draft }) => { if (!unsubscribe(sandbox, input, effect)) draft.violation = `nothing was subscribed to on ${api}` },
  answer: (_, { draft, sandbox }): HttpAnswer => ({ httpStatus: 200, headers: { 'content-type': JSON_TYPE }, body: succeeded(draft.id, undefined, sandbox.settings), status: 'SUCCEEDED' })
})

const subscriberOf = ({ operation: { api }, caller: account, deviceId: device }: ResolvedRequest): Subscriber => ({ api, account, device })

/** Waits until a subscription is over, or its connection has had its time to turn out closed: a client that has just closed it is often read before that. */
async function untilOver ({ over }: Subscription): Promise<void> {
  await sleep(GRACE, undefined, { signal: over }).catch(() => {})
  if (!over.aborted) await someTurns()
}

async function someTurns (): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}

/** Ends every stream of a server that is about to close its connections, so that they are whole. */
export async function endStreams ({ sandboxes }: FastifyInstance): Promise<void> {
  for (const sandbox of sandboxes.list()) sandbox.part(Subscriptions).reset()
  await someTurns()
}

function follow (stream: MessageStream, input: ResolvedRequest, { sandbox, draft }: FaceRequest): void {
  const subscriptions = sandbox.part(Subscriptions)
  const subscription = subscriptions.open({
    ...subscriberOf(input),
    operation: input.operation.id,
    parameters: inputOf(input, { sandbox, account: undefined }),
    draft,
    receiver: receiverOf(stream)
  })
  stream.onClose(() => subscriptions.close(subscription, { how: 'closed', by: 'client' }))
}

const receiverOf = (stream: MessageStream): Receiver => ({
  send: (head, message) => stream.send(head, message.bytes),
  breakOff: (how, head, message) => breakStream(stream, how, head + message.rest),
  end: () => stream.end()
})

function breakStream (stream: MessageStream, how: Breakage, message: string): void {
  const half = message.slice(0, message.length / 2)
  switch (how) {
    case 'reset': return stream.reset()
    case 'empty': return stream.close()
    default: return stream.sendPart(half, how)
  }
}
