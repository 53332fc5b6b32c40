import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { viewBudget } from '../../src/accounts/view-budget.ts'
import { BudgetViewSchema } from '../../src/wire/budget.ts'

/** What the real service would have said to the run of the sandbox. */
export const budgetRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/budget', {
    schema: { tags: ['admin'], summary: 'What this run would have cost on the real service, and locked there', response: { 200: BudgetViewSchema } }
  }, async ({ sandbox }) => viewBudget(sandbox))
}
