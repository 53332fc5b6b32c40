import type { Sandbox } from '../sandbox/sandbox.ts'
import type { BudgetView } from '../wire/budget.ts'
import { Budget, REAL_LIMITS } from './budget.ts'

/** What the run of a sandbox would have cost on the real service: each account, and all together. */
export function viewBudget (sandbox: Sandbox): BudgetView {
  const accounts = [...sandbox.part(Budget).values()].map((entry) => ({ ...entry, locks: [...entry.locks] }))
  const spent = { sms: 0, enrolments: 0, otps: 0, wrongPins: 0 }
  for (const account of accounts) {
    spent.sms += account.spent.sms
    spent.enrolments += account.spent.enrolments
    spent.otps += account.spent.otps
    spent.wrongPins += account.spent.wrongPins
  }
  return { limits: REAL_LIMITS, spent, accounts }
}
