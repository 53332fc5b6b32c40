import type { Hit } from '../faults/rule.ts'
import { endEntry } from '../journal/draft.ts'
import { UnderWay } from '../journal/under-way.ts'
import { isObject } from '../lib/json.ts'
import type { Effect } from '../effects/index.ts'
import { answerCall } from './answer-call.ts'
import type { Channel, Ending } from './channel.ts'
import type { Answer, Endpoint, Language, Understood } from './endpoint.ts'
import type { Exchange } from './exchange.ts'
import { matchFault } from './match-fault.ts'
import { recordCall } from './record-call.ts'

/** Takes one exchange to its end. What it returns nothing for has been answered; a promise is fulfilled once it was. */
export type RunCall<Request extends Exchange, Reply extends Answer> = (request: Request, channel: Channel<Reply>) => Promise<void> | undefined

/**
 * The one way of every request, whatever carries it: understand it as a `Call`, decide whether a fault hits, hold it back
 * or break it off, execute it, answer, and record it.
 */
export function callRunner<Request extends Exchange, Parameters, Input extends Understood, Output, Reply extends Answer> (language: Language<Request, Parameters, Reply>, endpoint: Endpoint<Request, Parameters, Input, Output, Reply>): RunCall<Request, Reply> {
  const refuse = (error: unknown, request: Request, channel: Channel<Reply>): void => {
    request.sandbox.clock.hold(() => answerCall(language.refuse(error, request), request, channel))
  }

  // What no fault hits is answered at once: no other request comes between, and no time passes.
  const run: RunCall<Request, Reply> = (request, channel) => request.sandbox.clock.hold(() => begin(request, channel))

  function begin (request: Request, channel: Channel<Reply>): Promise<void> | undefined {
    const { draft, sandbox } = request
    try {
      sandbox.refuseClosed() // dropped while the request came in
      const parameters = language.parametersOf(request)
      if (isObject(parameters)) draft.parameters = parameters
      const input = endpoint.read(request, parameters)
      draft.call = input.call
      const hit = matchFault(request, input, language, endpoint)
      if (hit !== undefined) return sandbox.part(UnderWay).during(draft, runHit(hit, input, request, channel))
      const waiting = endpoint.ready?.(input, request)
      if (waiting !== undefined) return sandbox.part(UnderWay).during(draft, runAfter(waiting, input, null, request, channel))
      answerCall(execute(input, null, request), request, channel)
    } catch (error) {
      refuse(error, request, channel)
    }
    return undefined
  }

  async function runHit (hit: Hit, input: Input, request: Request, channel: Channel<Reply>): Promise<void> {
    request.draft.fault = hit
    try {
      if (await applyFault(hit, request, channel)) return
    } catch (error) {
      return refuse(error, request, channel)
    }
    await runAfter(endpoint.ready?.(input, request), input, hit.effect, request, channel)
  }

  /** Executes a request once what it waits for is over. */
  async function runAfter (waiting: Promise<void> | undefined, input: Input, effect: Effect | null, request: Request, channel: Channel<Reply>): Promise<void> {
    try {
      if (waiting !== undefined) await waiting
      const { sandbox } = request
      sandbox.refuseClosed()
      sandbox.clock.hold(() => answerCall(execute(input, effect, request), request, channel))
    } catch (error) {
      refuse(error, request, channel)
    }
  }

  /** Executes a request, under what an effect leaves to the face. */
  function execute (input: Input, effect: Effect | null, request: Request): Reply {
    const { draft, sandbox } = request
    return endpoint.answer(sandbox.track(draft.changes, () => endpoint.execute(input, effect, request)), request)
  }

  return run
}

/**
 * Applies what a fault does to an exchange as such: its delay, an answer of its own, a broken connection.
 *
 * @throws Dropped when the sandbox was while the request waited there
 * @returns whether the exchange is over: nothing is left to execute, to answer or to record. Else the rest of the effect
 * (an error code, an SMS, a one-time password) is for the face.
 */
async function applyFault<Reply extends Answer> ({ effect, delay }: Hit, request: Exchange, channel: Channel<Reply>): Promise<boolean> {
  if (delay > 0 && !await channel.wait(delay)) {
    request.sandbox.refuseClosed()
    await breakOff(null, request, channel, 'the client disconnected before the delay was over')
    return true
  }
  if (effect === null || !('http' in effect || 'transport' in effect)) return false
  await breakOff(effect, request, channel)
  return true
}

/** Records an exchange that gets no answer of its face, and breaks it off. */
export async function breakOff<Reply extends Answer> (ending: Ending, request: Exchange, channel: Channel<Reply>, reason?: string): Promise<void> {
  recordCall(request, { status: null, reason }, channel.prepare(ending))
  endEntry(request.draft, await channel.breakOff(ending))
}
