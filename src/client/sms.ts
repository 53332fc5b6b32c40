import type { Purpose, Sms } from './contract.ts'
import { expectOptions, type OptionNames } from './expect-options.ts'
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

/** What each call that takes a filter has. */
export const SMS_FILTER: OptionNames<SmsFilter> = { to: true, account: true, purpose: true }
const NEXT_SMS: OptionNames<NextSms> = { ...SMS_FILTER, after: true, timeout: true }

/** @throws MockError when none comes, or nobody remembers a message of the id `after`; TypeError for an option that there is not */
export const latestSms = async (http: Http, wanted: NextSms): Promise<Sms> => {
  expectOptions('sms', wanted, NEXT_SMS)
  const { timeout = PATIENCE, ...filter } = wanted
  return await waitFor(timeout, (wait) => http.admin('GET', 'sms/latest', { query: { ...filter, wait } }))
}
