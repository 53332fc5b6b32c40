// @ts-nocheck
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { UsageMeter, REAL_LIMITS } from '../../src/inwebo/usage.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { type BudgetView, BudgetViewSchema } from '../../src/wire/budget.ts'

function viewBudget (sandbox: Sandbox): BudgetView {
  const accounts = [...sandbox.part(UsageMeter).values()].map((entry) => ({ ...entry, locks: [...entry.locks] }))
  const spent = { sms: 0, enrolments: 0, otps: 0, wrongPins: 0 }
  for (const account of accounts) {
    spent.sms += account.spent.sms
    spent.enrolments += account.spent.enrolments
    spent.otps += account.spent.otps
    spent.wrongPins += account.spent.wrongPins
  }
  return { limits: REAL_LIMITS, spent, accounts }
}

/** What the real service would have said to the run of the sandbox. */
export const budgetRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/budget', {
    schema: { tags: ['admin'], summary: 'What this run would have cost on the real service, and locked there', response: { 200: BudgetViewSchema } }
  }, async ({ sandbox }) => viewBudget(sandbox))
}
