import type { Purpose, Sms } from './contract.ts'
import type { Http } from './http.ts'
import { PATIENCE, waitFor } from './wait-for.ts'

/** Which messages are meant; what is absent matches any. */
export interface SmsFilter {
  /** In any usual spelling. */
  readonly to?: string
  /** Id of the account that the code belongs to. */
  readonly account?: string
  readonly purpose?: Purpose
}

/** Which message is waited for. */
export interface NextSms extends SmsFilter {
  /** Id of a message: only one with a newer code counts, as after "send again". */
  readonly after?: string
  /** Milliseconds to wait at most for a message whose code can be used (4000). With 0 the newest of any state is answered at once. */
  readonly timeout?: number
}

/** @throws MockError when none comes, or nobody remembers a message of the id `after` */
export const latestSms = async (http: Http, { timeout = PATIENCE, ...filter }: NextSms): Promise<Sms> =>
  await waitFor(timeout, (wait) => http.admin('GET', 'sms/latest', { query: { ...filter, wait } }))
