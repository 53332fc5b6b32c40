import type { FaceReply, FaceRequest } from '../face-request.ts'
import type { Channel, Ending } from '../../calls/channel.ts'
import type { Ended } from '../../journal/end.ts'
import { overHttp, type Travel } from '../../journal/travel.ts'
import { sleep } from '../../lib/timers.ts'
import type { EffectOf } from '../../effects/index.ts'
import { JSON_TYPE, TEXT_TYPE } from '../errors.ts'
import { waitSignal } from '../closing/wait-signal.ts'
import { type BrokenBody, breakResponse } from './break-response.ts'
import type { HttpAnswer } from './endpoint.ts'
import { MessageStream } from './message-stream.ts'
import { giveReason } from './reason-header.ts'

/** One request of HTTP and its response, as the channel of a call. */
export class HttpChannel implements Channel<HttpAnswer> {
  readonly #request: FaceRequest
  readonly #reply: FaceReply
  readonly #brokenBody: (id: string) => BrokenBody
  /** What the answer goes on as. */
  #stream: MessageStream | undefined

  /** @param brokenBody what the client gets of an answer that breaks; takes the id of the journal entry */
  constructor (request: FaceRequest, reply: FaceReply, brokenBody: (id: string) => BrokenBody) {
    this.#request = request
    this.#reply = reply
    this.#brokenBody = brokenBody
  }

  async wait (milliseconds: number): Promise<boolean> {
    const closed = waitSignal(this.#reply)
    await sleep(milliseconds, undefined, { signal: closed }).catch(() => {})
    return !closed.aborted
  }

  prepare (leaving: HttpAnswer | Ending): Travel {
    if (leaving !== null && 'httpStatus' in leaving) return this.#prepareAnswer(leaving)
    if (leaving !== null && 'http' in leaving) return this.#prepareAsGiven(leaving)
    this.#reply.hijack()
    const isAnswered = leaving?.transport === 'truncate' || leaving?.transport === 'malformed'
    return overHttp(this.#request, isAnswered ? 200 : null)
  }

  send ({ body, follow }: HttpAnswer): void {
    if (follow === undefined || this.#stream === undefined) this.#reply.send(body)
    else this.#stream.start(body ?? '', follow)
  }

  async breakOff (ending: Ending): Promise<Ended> {
    if (ending === null) return { how: 'closed', by: 'client' }
    if ('transport' in ending) return await breakResponse(ending.transport, this.#request, this.#reply, this)
    this.#reply.send(bodyOf(ending))
    return { how: 'answered', by: 'server' }
  }

  /** The body of the answer that breaks. */
  get brokenBody (): BrokenBody {
    return this.#brokenBody(this.#request.draft.id)
  }

  #prepareAnswer (answer: HttpAnswer): Travel {
    const reply = this.#reply
    if (answer.follow !== undefined) this.#stream = new MessageStream(reply)
    reply.code(answer.httpStatus).headers(answer.headers)
    if (this.#request.sandbox.settings.reasonHeader) giveReason(answer, reply)
    const travel = overHttp(this.#request, answer.httpStatus, { headers: reply.getHeaders(), body: answer.body ?? '' })
    return answer.follow === undefined ? travel : { ...travel, goesOn: true }
  }

  #prepareAsGiven (effect: EffectOf<'http'>): Travel {
    const { status, headers = {}, body } = effect.http
    const reply = this.#reply.code(status)
    if (body !== undefined) reply.type(typeof body === 'string' ? TEXT_TYPE : JSON_TYPE)
    reply.headers(headers)
    return overHttp(this.#request, status, { headers: reply.getHeaders(), body: bodyOf(effect) ?? '' })
  }
}

/** The body that a fault gives: a text as it is, anything else as JSON. */
const bodyOf = ({ http: { body } }: EffectOf<'http'>): string | undefined =>
  typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
