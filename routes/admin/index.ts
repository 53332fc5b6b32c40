import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Scenarios } from '../../src/faults/scenarios.ts'
import { errorBody } from '../../src/http/errors.ts'
import { type AdminGuard, guardAdmin } from '../../src/http/admin/guard-admin.ts'
import { noteAdminCalls } from '../../src/http/admin/note-admin-calls.ts'
import { sendInstance } from '../../src/http/instance.ts'
import { answerHead } from '../../src/http/answer-head.ts'
import { acceptJson } from '../../src/http/bodies/json-body.ts'
import { registerFastReads } from '../../src/http/admin/fast-reads.ts'
import { limitLargeAnswers } from '../../src/http/admin/large-answers.ts'
import type { ServerFacts } from '../../src/http/admin/server-view.ts'
import { refuseDropped, selectSandbox } from '../../src/http/select-sandbox.ts'
import { nothingThere } from '../../src/http/not-found/shown-path.ts'
import type { Snapshots } from '../../src/sandbox/snapshot.ts'
import { accountsRoutes } from './accounts.ts'
import { budgetRoutes } from './budget.ts'
import { caRoutes } from './certificates/ca.ts'
import { type ClientCertOptions, clientCertRoutes } from './certificates/client-cert.ts'
import { clockRoutes } from './clock.ts'
import { contractRoutes } from './contract.ts'
import { conductRoutes } from './journal/conduct.ts'
import { coverageRoutes } from './journal/coverage.ts'
import { eventsRoutes } from './events.ts'
import { faultsRoutes } from './faults.ts'
import { outputsRoutes } from './outputs.ts'
import { overviewRoutes } from './overview.ts'
import { pushesRoutes } from './pushes.ts'
import { requestsRoutes } from './journal/requests.ts'
import { sandboxesRoutes } from './sandboxes.ts'
import { scenariosRoutes } from './scenarios.ts'
import { sdkConfigRoutes } from './sdk-config.ts'
import { smsRoutes } from './sms.ts'
import { stateRoutes } from './state.ts'
import { subscriptionsRoutes } from './subscriptions.ts'
import { vehiclesRoutes } from './vehicles.ts'
import { verifyRoutes } from './journal/verify.ts'

export interface AdminOptions extends ClientCertOptions {
  readonly guard: AdminGuard
  /** The certificate of the server's own CA, in PEM, where there is one. */
  readonly authority: string | undefined
  readonly facts: ServerFacts
  readonly scenarios: Scenarios
  readonly snapshots: Snapshots
}

/** The resources of one sandbox that need nothing but it. */
const resources = [
  smsRoutes,
  pushesRoutes,
  faultsRoutes,
  accountsRoutes,
  vehiclesRoutes,
  budgetRoutes,
  contractRoutes,
  outputsRoutes,
  clockRoutes,
  sdkConfigRoutes,
  requestsRoutes,
  verifyRoutes,
  coverageRoutes,
  conductRoutes,
  eventsRoutes,
  subscriptionsRoutes
]

/** The admin API: everything under `/admin`, for tests and people, never for the app under test (docs/reference/http-api.md#5-the-admin-api). */
export const adminRoutes: FastifyPluginAsyncTypebox<AdminOptions> = async (app, { guard, authority, clientCertificate, facts, scenarios, snapshots }) => {
  sendInstance(app)
  answerHead(app)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store') // codes, PINs and tokens are in its answers
    done()
  })
  await caRoutes(app, { authority })
  app.register(async (guarded) => {
    acceptJson(guarded)
    limitLargeAnswers(guarded)
    registerFastReads(guarded, guardAdmin(guarded, guard))
    const names = new Set<string>()
    guarded.addHook('onRoute', ({ url }) => { names.add(url.split('/', 3).join('/')) })
    guarded.setNotFoundHandler((request, reply) =>
      reply.code(404).send(errorBody(404, [
        nothingThere(request),
        request.server.describeNearest(request, (route) => route.startsWith('/admin/')) || `There are ${[...names].join(', ')}.`,
        'The admin API is documented at /docs.'
      ].join(' '))))
    await sandboxesRoutes(guarded, {})
    guarded.register(async (inSandbox) => {
      selectSandbox(inSandbox)
      refuseDropped(inSandbox)
      noteAdminCalls(inSandbox)
      for (const routes of resources) await routes(inSandbox, {})
      await overviewRoutes(inSandbox, { facts, scenarios })
      await scenariosRoutes(inSandbox, { scenarios })
      await stateRoutes(inSandbox, { snapshots })
    })
    await clientCertRoutes(guarded, { clientCertificate })
  })
}
