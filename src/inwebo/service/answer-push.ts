import { Busy, Conflict, NotFound } from '../../lib/errors.ts'
import { withTimeout } from '../../lib/with-timeout.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { PushAnswer, PushView } from '../../wire/push.ts'
import { MAX_PUSH_WAITERS, type Push, Pushes } from './pushes.ts'
import { viewPush } from './view-push.ts'

/** Which push is meant, of those that wait for an answer: the newest that matches. */
export interface WantedPush {
  /** Id of the account. */
  readonly account?: string | undefined
  /** Milliseconds to wait at most for one that is not sent yet. */
  readonly wait?: number | undefined
}

/**
 * Answers a push in place of its user.
 *
 * @throws NotFound; Conflict when it was answered, or timed out
 */
export function answerPush (sandbox: Sandbox, sessionId: string, answer: PushAnswer): PushView {
  const pushes = sandbox.part(Pushes)
  const answered = pushes.answer(sessionId, answer)
  if (answered !== undefined) return viewPush(answered)
  const push = pushes.get(sessionId)
  if (push === undefined) throw new NotFound(`There is no push "${sessionId}". GET /admin/pushes lists those of this sandbox.`)
  throw new Conflict(`The push ${sessionId} is ${push.state} already, since ${viewPush(push).endedAt}.`)
}

/**
 * Answers the newest push that waits; waits for one not yet sent where that is asked.
 *
 * @param closed aborts when the client disconnects, or the sandbox is dropped
 * @throws NotFound when none came, Busy when too many wait already, Dropped when the sandbox was
 */
export async function answerLatestPush (sandbox: Sandbox, answer: PushAnswer, { account, wait = 0 }: WantedPush, closed: () => AbortSignal): Promise<PushView> {
  const pushes = sandbox.part(Pushes)
  const isWanted = (push: Push) => push.state === 'waiting' && (account === undefined || push.account === account)
  const answerNewest = (): Push | undefined => {
    const found = pushes.list().find(isWanted)
    return found && pushes.answer(found.sessionId, answer)
  }
  const answered = answerNewest() ?? (wait > 0 ? await answerNext(pushes, isWanted, answerNewest, wait, closed()) : undefined)
  sandbox.refuseClosed()
  if (answered !== undefined) return viewPush(answered)
  const which = account === undefined ? '' : ` for account ${account}`
  throw new NotFound(wait === 0 ? `No push${which} waits for an answer. Add wait=5000 to wait for one.` : `No push${which} waits for an answer, nor came within ${wait} ms.`)
}

/** Waits for a push that is wanted and answers it, unless another who waits, or its account, is first: then for the one after it. */
async function answerNext (pushes: Pushes, isWanted: (push: Push) => boolean, answerNewest: () => Push | undefined, wait: number, closed: AbortSignal): Promise<Push | undefined> {
  if (pushes.waiting >= MAX_PUSH_WAITERS) throw new Busy(`${MAX_PUSH_WAITERS} requests already wait for a push in this sandbox.`)
  return await withTimeout(wait, closed, async (signal) => {
    let answered: Push | undefined
    while (answered === undefined && await pushes.next(isWanted, signal) !== undefined) answered = answerNewest()
    return answered
  })
}
