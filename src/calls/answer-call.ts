import type { JournalEntry } from '../journal/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Channel } from './channel.ts'
import type { Answer } from './endpoint.ts'
import type { Exchange } from './exchange.ts'
import { recordCall } from './record-call.ts'

/** Answers an exchange, and records it before the client can know. @returns the entry; `undefined` where it was recorded before */
export function answerCall<Reply extends Answer> (given: Reply, exchange: Exchange, channel: Channel<Reply>): JournalEntry | undefined {
  const answer = mentionLoss(given, exchange.sandbox)
  if (answer.status === 'FAILED' && answer.cause !== undefined) exchange.log.error({ err: answer.cause, id: exchange.draft.id }, 'unforeseen error')
  const entry = recordCall(exchange, answer, channel.prepare(answer))
  channel.send(answer)
  return entry
}

/** Adds to a reason that the sandbox was forgotten, where it was: what the request misses may have been there. */
function mentionLoss<Reply extends Answer> (answer: Reply, { loss }: Sandbox): Reply {
  return loss === undefined || answer.status === 'SUCCEEDED' ? answer : { ...answer, reason: `${answer.reason}; the ${loss}` }
}
