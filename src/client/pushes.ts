import type { Push, PushAnswer } from './contract.ts'
import { expectOptions, type OptionNames } from './expect-options.ts'
import type { Http } from './http.ts'
import { PATIENCE, waitFor } from './wait-for.ts'

/** Which pushes are meant; what is absent matches any. */
export interface PushFilter {
  /** Id of the account whose user is asked. */
  readonly account?: string
  readonly state?: Push['state']
}

/** Which push is waited for, of those that wait for an answer. */
export interface NextPush {
  /** Id of the account whose user is asked. */
  readonly account?: string
  /** Milliseconds to wait at most for one that is not sent yet (4000). */
  readonly timeout?: number
}

const NEXT_PUSH: OptionNames<NextPush> = { account: true, timeout: true }

/** @throws MockError when none comes; TypeError for an option that there is not */
export const answerLatestPush = async (http: Http, answer: PushAnswer, wanted: NextPush): Promise<Push> => {
  expectOptions('answerPush', wanted, NEXT_PUSH)
  const { timeout = PATIENCE, ...filter } = wanted
  return await waitFor(timeout, (wait) => http.admin('POST', 'pushes/latest', { query: { ...filter, wait }, body: { answer } }))
}
