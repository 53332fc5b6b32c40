import type { FaceRequest } from '../face-request.ts'
import type { Answer, Endpoint, Language, Understood } from '../../calls/endpoint.ts'
import type { BrokenBody } from './break-response.ts'
import type { MessageStream } from './message-stream.ts'

/** An answer in the language of a face, as HTTP carries it. */
export type HttpAnswer = AnswerParts & Answer

interface AnswerParts {
  readonly httpStatus: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Where the answer goes on after its body, as a stream of events: takes the stream. */
  readonly follow?: (stream: MessageStream) => void
}

/** What a face of HTTP has in common. */
export interface FaceDefinition<Parameters> extends Language<FaceRequest, Parameters, HttpAnswer> {
  /** The header that carries the id of the journal entry. */
  readonly idHeader?: string
  /** The answer to a request whose sandbox cannot be opened. */
  refuseSandbox (error: Error, request: FaceRequest): HttpAnswer
  /** What the client gets of an answer that breaks. @param id of the journal entry */
  brokenBody (id: string): BrokenBody
}

/** What a face does with the requests of one route. */
export type HttpEndpoint<Parameters, Input extends Understood, Output> = Endpoint<FaceRequest, Parameters, Input, Output, HttpAnswer>
