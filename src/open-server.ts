import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { buildApp, targets } from './app.ts'
import { settingsOf } from './sandbox/settings.ts'
import { fixturesFolder, keysFolder, scenariosFolder } from './config/folders.ts'
import { reachableHost } from './config/names.ts'
import type { Config } from './config/schema.ts'
import { readScenarios } from './faults/scenarios.ts'
import type { MqttListener } from './mqtt/listen.ts'
import { addressesOf } from './http/admin/server-view.ts'
import { loadKeys } from './inwebo/crypto/server-keys.ts'
import { thrownMessage } from './lib/thrown-message.ts'
import { machineTime } from './lib/timers.ts'
import { Signer } from './oauth/id-token.ts'
import { FixtureError, parseFixtures } from './sandbox/accounts/fixtures.ts'
import { loadCredentials } from './tls/credentials.ts'
import { openTlsWith, prepareHttps } from './tls/listen.ts'
import { vehicleFixtures } from './vehicles/fixtures.ts'

/** A port that somebody else listens on; `variable` is the setting that names it. */
export class PortTaken extends Error {}

/** An address that cannot be listened on. */
export class CannotListen extends Error {}

/** Where a server listens. */
export interface Addresses {
  /** `http://localhost:3000` */
  readonly http: string
  /** `https://localhost:3443`, where there is HTTPS. */
  readonly https?: string
  /** `mqtt://localhost:1883`, or `mqtts://` with HTTPS, where there is MQTT. */
  readonly mqtt?: string
  /** Where other machines reach it, such as `http://192.168.1.5:3000`. */
  readonly network: readonly string[]
}

/** A server that is about to listen. */
export interface Server {
  /** How many accounts the fixtures have. */
  readonly accounts: number
  /** The id of one of them to try it with: alice, where she is there. */
  readonly account: string | undefined
  /** The certificate of its own CA, in PEM, where it has one. */
  readonly authority: string | undefined
  /** @throws PortTaken, CannotListen */
  listen (): Promise<Addresses>
  /** Ends every request, and what it listens with. */
  close (): Promise<void>
}

/**
 * Reads what the configuration names and builds the application: what the command and `startMock` have in common.
 *
 * @throws ConfigError or FixtureError naming what cannot be used
 */
export async function openServer (config: Config, logger: Logger): Promise<Server> {
  const vehicles = load(join(fixturesFolder(config), 'vehicles.json'), (file) => vehicleFixtures(file, config.FIXTURES === undefined))
  const fixtures = load(join(fixturesFolder(config), 'accounts.json'), (file) => parseFixtures(readFileSync(file, 'utf8'), file, machineTime(), numbersOf(config), vehicles))
  const scenarios = load(scenariosFolder(config), (folder) => readScenarios(folder, { settings: settingsOf(config), targets }))
  const keys = load(keysFolder(config), loadKeys)
  const signer = load(keysFolder(config), (folder) => new Signer(join(folder, 'oauth.pem')))
  const credentials = await loadCredentials(config, machineTime())
  const app = buildApp({ config, fixtures, scenarios, keys, signer, logger, authority: credentials?.authority, clientCertificate: credentials?.client })
  const openTls = credentials && openTlsWith(credentials, logger)
  const listenSecurely = openTls && prepareHttps(app, openTls)
  let mqtt: MqttListener | undefined
  app.decorate('mqttPort', { getter: () => mqtt?.port })

  /** Listens for MQTT, which is loaded only now. */
  async function listenMqtt (port: number): Promise<number> {
    const { listenForMqtt } = await import('./mqtt/listen.ts')
    mqtt = await listenForMqtt(app.addresses().flatMap((bound) => typeof bound === 'string' ? [] : bound.address), port, {
      sandboxes: app.sandboxes,
      log: logger,
      admit: (socket) => app.connections.admit(socket),
      openTls
    })
    return mqtt.port
  }

  return {
    accounts: fixtures.size,
    account: (fixtures.get('alice') ?? [...fixtures.values()][0])?.id,
    authority: credentials?.authority,
    async close () {
      await mqtt?.close()
      await app.close()
    },
    async listen () {
      const origin = await open(config, 'PORT', (port) => app.listen({ host: config.HOST, port }))
      const securePort = listenSecurely && await open(config, 'HTTPS_PORT', listenSecurely)
      const mqttPort = config.MQTT_PORT === undefined ? undefined : await open(config, 'MQTT_PORT', listenMqtt)
      const host = inUrl(reachableHost(config))
      const { port } = new URL(origin)
      const network = addressesOf(app).map((address) => `http://${inUrl(address)}:${port}`)
      return {
        http: `http://${host}:${port}`,
        network,
        ...securePort !== undefined && { https: `https://${host}:${securePort}` },
        ...mqttPort !== undefined && { mqtt: `${credentials === undefined ? 'mqtt' : 'mqtts'}://${host}:${mqttPort}` }
      }
    }
  }
}

/** The family of the accounts' numbers: accounts of one's own keep theirs. */
const numbersOf = ({ FIXTURES, NUMBERS }: Config): Config['NUMBERS'] => FIXTURES === undefined ? NUMBERS : 'drama'

/** Reads a fixture file or folder. */
function load<Loaded> (path: string, read: (path: string) => Loaded): Loaded {
  try {
    return read(path)
  } catch (error) {
    if (error instanceof FixtureError) throw error
    throw new FixtureError(`${path}: ${thrownMessage(error)} (FIXTURES names the folder)`, { cause: error })
  }
}

/** Listens on the port that a variable names. */
async function open<Opened> (config: Config, variable: 'PORT' | 'HTTPS_PORT' | 'MQTT_PORT', listen: (port: number) => Promise<Opened>): Promise<Opened> {
  const port = config[variable] ?? 0
  try {
    return await listen(port)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new PortTaken(`port ${port} is taken. Set ${variable} to another, or to 0 for a free one.`, { cause: error })
    throw new CannotListen(`cannot listen on ${config.HOST}:${port}: ${thrownMessage(error)} (HOST and ${variable})`, { cause: error })
  }
}

/** A name or an address as it stands in a URL. */
const inUrl = (name: string): string => name.includes(':') ? `[${name}]` : name
