// @ts-nocheck
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Scenarios } from '../../src/faults/scenarios.ts'
import { errorBody } from '../../src/http/errors.ts'
import { guardAdmin } from '../../src/http/guard-admin.ts'
import type { Sandboxes } from '../../src/sandbox/sandboxes.ts'
import type { Snapshots } from '../../src/sandbox/snapshot.ts'
import { takeJsonOnly } from '../../src/http/json-body.ts'
import { accountsRoutes } from './accounts.ts'
import { budgetRoutes } from './budget.ts'
import { caRoutes } from './ca.ts'
import { clockRoutes } from './clock.ts'
import { contractRoutes } from './contract.ts'
import { coverageRoutes } from './coverage.ts'
import { eventsRoutes } from './events.ts'
import { faultsRoutes } from './faults.ts'
import { requestsRoutes } from './requests.ts'
import { sandboxesRoutes } from './sandboxes.ts'
import { scenariosRoutes } from './scenarios.ts'
import { sdkConfigRoutes } from './sdk-config.ts'
import { smsRoutes } from './sms.ts'
import { stateRoutes } from './state.ts'
import { verifyRoutes } from './verify.ts'

export interface AdminOptions {
  /** The bearer token that every request needs, where one is set. */
  readonly adminToken: string | undefined
  /** The certificate of the server's own CA, in PEM, where there is one. */
  readonly authority: string | undefined
  readonly sandboxes: Sandboxes
  readonly scenarios: Scenarios
  readonly snapshots: Snapshots
}

/** The resources of one sandbox. */
const resources = [
  smsRoutes,
  faultsRoutes,
  accountsRoutes,
  budgetRoutes,
  contractRoutes,
  clockRoutes,
  sdkConfigRoutes,
  requestsRoutes,
  verifyRoutes,
  coverageRoutes,
  eventsRoutes
]

/** The admin API: everything under `/admin`, for tests and people, never for the app under test (docs/reference/http-api.md#5-the-admin-api). */
export const adminRoutes: FastifyPluginAsyncTypebox<AdminOptions> = async (app, { adminToken, authority, sandboxes, scenarios, snapshots }) => {
  takeJsonOnly(app)
  guardAdmin(app, adminToken)
  app.setNotFoundHandler(({ method, url }, reply) =>
    reply.code(404).send(errorBody(404, `There is nothing at ${method} ${url}. The admin API is documented at /docs.`)))
  for (const routes of resources) app.register(routes)
  app.register(caRoutes, { authority })
  app.register(sandboxesRoutes, { sandboxes })
  app.register(scenariosRoutes, { scenarios })
  app.register(stateRoutes, { snapshots })
}
