import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { type Scenarios, viewScenarios } from '../../src/faults/scenarios.ts'
import { viewFaults } from '../../src/faults/view-fault.ts'
import { viewSandbox } from '../../src/http/admin/sandbox-view.ts'
import { type ServerFacts, viewServer } from '../../src/http/admin/server-view.ts'
import { listAccounts } from '../../src/accounts/edit-account.ts'
import { viewCoverage } from '../../src/journal/coverage.ts'
import { findEntries } from '../../src/journal/query.ts'
import { viewEntry } from '../../src/journal/view.ts'
import { closedObject } from '../../src/lib/closed-object.ts'
import { listSms } from '../../src/sms/manage-inbox.ts'
import { showAccount } from '../../src/pims/show-account.ts'
import { viewClock } from '../../src/sandbox/time/change-clock.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { type Overview, OverviewSchema } from '../../src/wire/overview.ts'

/** Messages, requests and accounts where no number is given. */
const LIMIT = 100

/** What there is in a sandbox at this moment, the newest messages and requests of it. */
function viewOverview (sandbox: Sandbox, scenarios: Scenarios, limit: number): Omit<Overview, 'server'> {
  const { messages, late, total } = listSms(sandbox, {}, limit)
  const { epoch, lastNumber } = sandbox.eventLog
  const requests = findEntries(sandbox, {}, { limit })
  return {
    sandbox: viewSandbox(sandbox),
    clock: viewClock(sandbox.clock),
    faults: viewFaults(sandbox),
    scenarios: viewScenarios(sandbox, scenarios),
    sms: messages,
    late,
    requests: requests.entries.map((entry) => viewEntry(sandbox, entry)),
    accounts: listAccounts(sandbox, limit).map((account) => showAccount(sandbox, account)),
    totals: { sms: total, requests: requests.total, accounts: sandbox.accounts.size },
    coverage: coverageInShort(sandbox),
    lastEventId: `${epoch}.${lastNumber}`
  }
}

function coverageInShort (sandbox: Sandbox): Overview['coverage'] {
  const { documented, answered, operations } = viewCoverage(sandbox)
  const met = operations.map(({ operation, codes }) => ({ operation, codes: codes.filter(({ answered }) => answered > 0).map(({ code }) => code) }))
  return { documented, answered, met: met.filter(({ codes }) => codes.length > 0) }
}

/** A sandbox at one glance. */
export const overviewRoutes: FastifyPluginAsyncTypebox<{ facts: ServerFacts, scenarios: Scenarios }> = async (app, { facts, scenarios }) => {
  app.get('/overview', {
    schema: {
      tags: ['admin'],
      summary: 'The sandbox at one moment: clock, faults, newest messages and requests, accounts, coverage; and the server',
      querystring: closedObject({ limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, description: `Messages, requests and accounts; ${LIMIT} when absent` })) }),
      response: { 200: OverviewSchema, '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { limit = LIMIT } }) => ({ server: viewServer(app, facts), ...viewOverview(sandbox, scenarios, limit) }))
}
