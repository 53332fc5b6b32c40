import { join } from 'node:path'
import Fastify, { LogController } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { Logger } from 'pino'
import { adminRoutes } from '../routes/admin/index.ts'
import { consoleRoutes } from '../routes/console.ts'
import { collectRoutes, docsRoutes } from '../routes/docs.ts'
import { healthRoutes } from '../routes/health.ts'
import { cvsFace } from '../routes/cvs/index.ts'
import { inweboFace } from '../routes/inwebo.ts'
import { serviceFace } from '../routes/inwebo-service/index.ts'
import { oauthFace } from '../routes/oauth/index.ts'
import { probeRoutes } from '../routes/probes.ts'
import { rootRoutes } from '../routes/root.ts'
import { pimsFace } from '../routes/pims/index.ts'
import { mqttFace } from './mqtt/face.ts'
import { Budget } from './accounts/budget.ts'
import { Faults } from './faults/engine.ts'
import { type Scenarios, readScenarios } from './faults/scenarios.ts'
import { type Settings, settingsOf } from './sandbox/settings.ts'
import { keysFolder, scenariosFolder } from './config/folders.ts'
import { maxConnections, requestBytes, sandboxBytes } from './config/memory.ts'
import { adminHosts } from './config/names.ts'
import type { Config } from './config/schema.ts'
import { answerClientErrors } from './http/client-error.ts'
import { packageFile } from './package-file.ts'
import { registerInstance } from './http/instance.ts'
import { Assets } from './http/assets.ts'
import { registerCors } from './http/cors.ts'
import { sendError } from './http/errors.ts'
import { serveFast } from './http/fast-path/fast-path.ts'
import { FACE_BODY_LIMIT } from './http/bodies/form-body.ts'
import type { HttpFace } from './http/face/http-face.ts'
import { Connections, limitConnections } from './http/limits/limit-connections.ts'
import { registerLogger } from './http/log.ts'
import { registerNearestRoute } from './http/not-found/nearest-route.ts'
import { registerPublicUrl } from './http/public-url.ts'
import { limitRequests, RequestMemory } from './http/limits/request-memory.ts'
import { registerSandboxes, rewriteUrl, selectSandbox } from './http/select-sandbox.ts'
import { Departures, sendTogether } from './http/send-together.ts'
import { registerSchemas, schemaController } from './http/validator.ts'
import type { Fixtures } from './sandbox/accounts/fixtures.ts'
import { DEFAULT_SANDBOX, type Sandbox, type SavedPart } from './sandbox/sandbox.ts'
import { Sandboxes } from './sandbox/sandboxes.ts'
import { Targets } from './targets/targets.ts'
import { Snapshots } from './sandbox/snapshot.ts'
import type { ClientCertificate } from './tls/client-certificate.ts'
import { loadKeys, type ServerKeys } from './inwebo/crypto/server-keys.ts'
import { Signer } from './oauth/id-token.ts'
import { Commands } from './vehicles/commands.ts'
import { Vehicles } from './vehicles/vehicles.ts'

/** What the faces share. */
interface Services {
  readonly settings: Settings
  readonly keys: ServerKeys
  readonly signer: Signer
}

/** Every face that HTTP carries, in the order of their registration. */
export const faces: ReadonlyArray<HttpFace<Services>> = [pimsFace, inweboFace, serviceFace, cvsFace, oauthFace]

/** Every face. */
export const allFaces = [...faces, mqttFace]

/** The parts of a sandbox that its snapshots hold. */
export const savedParts: readonly SavedPart[] = [Faults, Budget, Vehicles, Commands, ...allFaces.flatMap(({ parts }) => parts)]

/** What faults can hit, on all faces. */
export const targets = new Targets(allFaces.flatMap((face) => face.targets))

/** Milliseconds that a request may take to come in, body and all. */
const REQUEST_TIMEOUT = 60_000

export interface AppOptions {
  readonly config: Config
  readonly fixtures: Fixtures
  /** The certificate of the server's own CA, in PEM, where there is one. */
  readonly authority?: string | undefined
  /** The certificate that clients have to show on HTTPS, where one is required. */
  readonly clientCertificate?: ClientCertificate | undefined
  /** Read from the fixtures folder when absent. */
  readonly scenarios?: Scenarios
  /** Read from the keys folder when absent. */
  readonly keys?: ServerKeys
  /** Reads its key from the keys folder when absent. */
  readonly signer?: Signer
  /** Nothing is logged when absent. */
  readonly logger?: Logger
  /** The machine's time, in milliseconds since 1970. */
  readonly machine?: () => number
}

/** Builds the application: every registration, in order. */
export function buildApp ({
  config,
  fixtures,
  authority,
  clientCertificate,
  scenarios = readScenarios(scenariosFolder(config), { settings: settingsOf(config), targets }),
  keys = loadKeys(keysFolder(config)),
  signer = new Signer(join(keysFolder(config), 'oauth.pem')),
  logger,
  machine
}: AppOptions) {
  const settings = settingsOf(config)
  const app = Fastify({
    logController: new LogController({ disableRequestLogging: true }), // the faces log their own line
    forceCloseConnections: true, // a request that waits must not hold up the end
    bodyLimit: FACE_BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    pluginTimeout: 0, // each plugin would set a timer, and none waits for anything
    http: { connectionsCheckingInterval: REQUEST_TIMEOUT / 10 },
    exposeHeadRoutes: false, // HEAD of an operation would carry it out
    routerOptions: { ignoreTrailingSlash: true },
    schemaController,
    frameworkErrors: sendError,
    clientErrorHandler: answerClientErrors(logger),
    rewriteUrl
  }).withTypeProvider<TypeBoxTypeProvider>()

  const sandboxes = new Sandboxes({
    settings,
    targets,
    fixtures,
    machine,
    max: config.MAX_SANDBOXES,
    maxBytes: sandboxBytes(config, fixtures.size),
    forgot: (what) => logger?.warn(what, what.isFull ? 'memory is full: nothing more is taken (MAX_MEMORY_MB)' : 'memory is short: what takes most and was idle longest was forgotten (MAX_MEMORY_MB)'),
    opened: (sandbox) => { if (logger?.isLevelEnabled('info') === true) logSms(sandbox, logger, config.LOG_CODES) }
  })
  registerLogger(app, logger)
  registerSchemas(app)
  registerSandboxes(app, sandboxes)
  registerInstance(app)
  const connections = new Connections(maxConnections(config), logger)
  limitConnections(app, connections)
  limitRequests(app, new RequestMemory(requestBytes(config)))
  if (config.CORS) registerCors(app)
  if (config.PUBLIC_URL !== undefined) registerPublicUrl(app, config.PUBLIC_URL)
  app.setErrorHandler(sendError)
  const departures = new Departures(connections)
  sendTogether(app, departures)
  if (!config.CORS) serveFast(app, { departures, log: logger })

  registerNearestRoute(app)
  const routes = collectRoutes(app)
  app.register(docsRoutes, { routes, settings, assets: new Assets({ folder: packageFile('dist/swagger/'), policy: "img-src 'self' data:" }) })
  app.register(healthRoutes)
  app.register(probeRoutes)
  app.register(rootRoutes)
  app.register(consoleRoutes, { assets: new Assets({ folder: packageFile('dist/console/'), policy: "img-src 'self'; require-trusted-types-for 'script'" }) })
  app.register(adminRoutes, {
    prefix: '/admin',
    guard: { token: config.ADMIN_TOKEN, hosts: adminHosts(config), origin: config.PUBLIC_URL === undefined ? undefined : new URL(config.PUBLIC_URL).origin },
    authority,
    clientCertificate,
    facts: { settings: config, ownCa: authority !== undefined, startedAt: sandboxes.open(DEFAULT_SANDBOX).clock.now() }, // nobody has moved it yet
    scenarios,
    snapshots: new Snapshots(savedParts)
  })
  app.register(async (app) => {
    selectSandbox(app)
    for (const face of faces) face.register(app, { settings, keys, signer })
  })
  return app
}

/** The one log line that may carry a code: for those who only have the log, it stands in for the phone. */
function logSms ({ id, events }: Sandbox, log: Pick<Logger, 'info'>, withCodes: boolean): void {
  events.on('sms', ({ to, account, purpose, code }, what) => {
    if (what !== 'arrived') return
    log.info({ sandbox: id, to, account, purpose, ...(withCodes && { code }) }, 'sms sent')
  })
}
