import { Budget, type Lock } from '../../../accounts/budget.ts'
import type { JournalEntry } from '../../../journal/journal.ts'
import type { ConductRule } from '../../rule.ts'
import { requestsByAccount } from '../../traffic.ts'

/** Requests that a finding shows of the many that it rests on. */
const SHOWN = 3

const SPENDS: Readonly<Record<Exclude<Lock['what'], 'pin'>, (request: JournalEntry) => boolean>> = {
  enrolments: ({ operation, status }) => operation === 'inwebo.activate' && status === 'SUCCEEDED',
  otps: ({ operation, status }) => operation === 'inwebo.otp' && status === 'SUCCEEDED'
}

export const overBudget: ConductRule = {
  id: 'PIMS1006',
  name: 'OverBudget',
  severity: 'high',
  what: 'uses more than the real service gives: 20 enrolments for life, 6 one-time passwords a day',
  harm: 'A real account is locked from there on, the enrolments for good.',
  advice: 'Count what is used where a restart does not lose it, and stop before the last one.',
  * find ({ requests, sandbox }) {
    const byAccount = requestsByAccount(requests)
    for (const { account, locks } of sandbox.part(Budget).values()) {
      for (const { what } of locks) {
        if (what === 'pin') continue // wrong PINs are a person's
        const [first, ...others] = (byAccount.get(account) ?? []).filter(SPENDS[what]).slice(-SHOWN)
        if (first !== undefined) yield { requests: [first, ...others] }
      }
    }
  }
}
