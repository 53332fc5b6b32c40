import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { adminRoutes } from '../routes/admin/index.ts'
import { healthRoutes } from '../routes/health.ts'
import { pimsRoutes } from '../routes/pims.ts'
import { type Config, settingsOf } from './config.ts'
import { sendError } from './http/errors.ts'
import { useSchemas } from './http/schemas.ts'
import { rewriteUrl, selectSandbox } from './http/select-sandbox.ts'
import type { Fixtures } from './sandbox/accounts.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { Sandboxes } from './sandbox/sandboxes.ts'

export interface AppOptions {
  readonly config: Config
  readonly fixtures: Fixtures
  /** Nothing is logged when absent. */
  readonly logger?: FastifyBaseLogger
  /** The machine's time, in milliseconds since 1970. */
  readonly machine?: () => number
}

/** Builds the application: every registration, in order. */
export function buildApp ({ config, fixtures, logger, machine }: AppOptions) {
  const app = Fastify({
    ...(logger !== undefined && { loggerInstance: logger }),
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger, // a transaction id names a request; a logger for each would cost more than the request
    forceCloseConnections: true, // a request that waits must not hold up the end
    exposeHeadRoutes: false, // HEAD of an operation would carry it out
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: sendError,
    rewriteUrl
  }).withTypeProvider<TypeBoxTypeProvider>()

  const sandboxes = new Sandboxes({
    settings: settingsOf(config),
    fixtures,
    machine,
    max: config.MAX_SANDBOXES,
    opened: (sandbox) => logSms(sandbox, app.log, config.LOG_CODES)
  })
  useSchemas(app)
  selectSandbox(app, sandboxes)
  app.setErrorHandler(sendError)

  app.register(healthRoutes)
  app.register(adminRoutes, { prefix: '/admin', adminToken: config.ADMIN_TOKEN, sandboxes })
  app.register(pimsRoutes, { hangMax: config.FAULT_HANG_MAX })
  return app
}

/** The one log line that may carry a code: the telephone of those who only have the log. */
function logSms ({ id, events }: Sandbox, log: FastifyBaseLogger, withCodes: boolean): void {
  events.on('sms', ({ to, account, purpose, code }) => {
    log.info({ sandbox: id, to, account, purpose, ...(withCodes && { code }) }, 'sms sent')
  })
}
