import type { Call } from '../targets/call.ts'
import type { Effect } from '../effects/index.ts'
import type { Face } from '../words/faces.ts'
import type { Exchange } from './exchange.ts'

/** What an answer says; what it looks like is a matter of its channel. */
export type Answer = Success | Failure

interface Success {
  readonly status: 'SUCCEEDED'
}

interface Failure {
  readonly status: 'FAILED'
  /** What the request was refused with: a PIMS code, or the face's own error. */
  readonly code?: number | string
  /** Why it was refused, for the author of a client: what was wrong, and what to send instead; never a secret. */
  readonly reason: string
  /** The error behind an unforeseen answer; it goes to the log. */
  readonly cause?: unknown
}

/** What the operations of a face have in common: how it reads parameters, and the language that it answers in. */
export interface Language<Request extends Exchange, Parameters, Reply extends Answer> {
  readonly name: Face
  /** Whether it answers the codes of the network (2201 to 2204); else a fault shows them as the network does. */
  readonly answersNetworkCodes: boolean
  parametersOf (request: Request): Parameters
  /** The answer to whatever was thrown while a request was read, executed or answered. */
  refuse (error: unknown, request: Request): Reply
}

/** A request as a face understands it. */
export interface Understood {
  readonly call: Call
  /** The effect that the request asks for by what it holds, such as a magic number. */
  readonly namedEffect?: Effect | undefined
}

/** What a face does with the requests of one kind. */
export interface Endpoint<Request extends Exchange, Parameters, Input extends Understood, Output, Reply extends Answer> {
  /** Finds out what the request is about; decides nothing yet. */
  read (request: Request, parameters: Parameters): Input
  /** What has to be over before it is executed, as a promise of that; nothing where it can be executed at once. */
  ready? (input: Input, request: Request): Promise<void> | undefined
  /** Does what it asks for: synchronous, therefore atomic. An effect is what a fault leaves to the face. */
  execute (input: Input, effect: Effect | null, request: Request): Output
  answer (output: Output, request: Request): Reply
  /** Whether an effect can hit this request, where an operation takes several; any can when absent. */
  appliesTo? (input: Input, effect: Effect | null): boolean
}
