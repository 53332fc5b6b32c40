import type { FastifyRequest } from 'fastify'
import type { Effect, Face } from '../../wire/fault.ts'
import type { Call } from '../../sandbox/call.ts'
import type { BrokenBody } from './apply-fault.ts'

/** An answer in the language of a face, and what the journal says of it. */
export type Answer = AnswerParts & (Success | Failure)

interface Success {
  readonly status: 'SUCCEEDED'
}

interface Failure {
  readonly status: 'FAILED'
  /** What the request was refused with: a PIMS code, or the face's own error. */
  readonly code?: number | string
  /** Why it was refused, for the author of a client: what was wrong, and what to send instead; never a secret. */
  readonly reason: string
}

interface AnswerParts {
  readonly httpStatus: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** The error behind an answer that nobody foresaw; it goes to the log. */
  readonly cause?: unknown
}

/** What a face has in common: how it reads parameters, and the language that it answers in. */
export interface FaceDefinition<Parameters> {
  readonly name: Face
  /** The header that carries the id of the journal entry. */
  readonly idHeader?: string
  /** Whether it answers the codes of the network (2201 to 2204); else a fault shows them as the network does. */
  readonly answersNetworkCodes: boolean
  parametersOf (request: FastifyRequest): Parameters
  /** The answer to whatever was thrown while a request was read, executed or answered. */
  refuse (error: unknown, request: FastifyRequest): Answer
  /** The answer to a request whose sandbox cannot be opened. */
  refuseSandbox (error: Error, request: FastifyRequest): Answer
  /** What the client gets of an answer that breaks. @param id of the journal entry */
  brokenBody (id: string): BrokenBody
}

/** A request as a face understands it. */
export interface Understood {
  readonly call: Call
  /** The effect that the request asks for by what it holds, such as a magic number. */
  readonly namedEffect?: Effect | undefined
}

/** What a face does with the requests of one route. */
export interface Endpoint<Parameters, Input extends Understood, Output> {
  /** Finds out what the request is about; decides nothing yet. */
  read (request: FastifyRequest, parameters: Parameters): Input
  /** Does what it asks for, in one go: synchronous, therefore atomic. An effect is what a fault leaves to the face. */
  execute (input: Input, effect: Effect | null, request: FastifyRequest): Output
  answer (output: Output, request: FastifyRequest): Answer | Promise<Answer>
  /** Whether an effect can hit this request, where an operation takes several; any can when absent. */
  appliesTo? (input: Input, effect: Effect | null): boolean
}
