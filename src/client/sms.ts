import type { Purpose, Sms } from './contract.ts'
import type { Http } from './http.ts'
import { MockError } from './mock-error.ts'

/** The longest that the server waits in one request, in milliseconds. */
const LONGEST_WAIT = 30_000

/** Which messages are meant; what is absent matches any. */
export interface SmsFilter {
  /** In any usual spelling. */
  readonly to?: string
  /** Id of the account that the code belongs to. */
  readonly account?: string
  readonly purpose?: Purpose
}

/**
 * The newest message that matches; waits for one not yet sent.
 *
 * @param timeout milliseconds to wait at most
 * @throws MockError when none comes
 */
export async function latestSms (http: Http, filter: SmsFilter, timeout: number): Promise<Sms> {
  for (let left = timeout; ; left -= LONGEST_WAIT) {
    try {
      return await http.admin('GET', 'sms/latest', { query: { ...filter, wait: Math.min(Math.max(left, 0), LONGEST_WAIT) } })
    } catch (error) {
      if (!(error instanceof MockError && error.status === 404 && left > LONGEST_WAIT)) throw error
    }
  }
}
