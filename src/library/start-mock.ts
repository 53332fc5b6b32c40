import { connect, type Mock } from '../client/connect.ts'
import { settingNames, type Settings } from '../client/contract.ts'
import { expectOptions, type OptionNames } from '../client/expect-options.ts'
import { tooOld } from '../lib/need-node.ts'
import { environmentOf } from './environment.ts'
import { ServerThread } from './server-thread.ts'

/** The settings of the server by their names in camel case, all optional; the port is a free one and the host this machine. */
export interface StartOptions extends Readonly<Settings> {
  /** Listens for HTTPS as well, at a free port, with a certificate of its own CA. */
  readonly https?: boolean
  /** Listens for MQTT as well, at a free port; with TLS where there is HTTPS. */
  readonly mqtt?: boolean
  /** Takes each line of the log, which is JSON; nothing is logged without it. */
  readonly logger?: (line: string) => void
}

/** A server in this process. */
export interface StartedMock extends Mock {
  /** `https://127.0.0.1:…`, where there is HTTPS. */
  readonly https: string | undefined
  /** `mqtt://127.0.0.1:…`, or `mqtts://` with HTTPS, where there is MQTT. */
  readonly mqttUrl: string | undefined
  /** The certificate to trust for it, in PEM, where it is of the server's own CA. */
  readonly ca: string | undefined
  /** Ends the server: every request, and all that keeps the process running. */
  stop (): Promise<void>
}

const OPTIONS: OptionNames<StartOptions> = { https: true, mqtt: true, logger: true, ...settingNames }

/** The thread that the servers of this process are in. */
let thread: ServerThread | undefined

/** Loads the server in advance, so that the next `startMock` has less to wait for. */
export function prepareMock (): ServerThread {
  if (thread === undefined || thread.hasEnded) thread = new ServerThread()
  return thread
}

/**
 * Starts a server in this process, in a thread that all of them share, at a free port.
 *
 * @throws TypeError for an option that there is not; Error naming the setting, or the file and the path in it, that cannot be used
 */
export async function startMock (options: StartOptions = {}): Promise<StartedMock> {
  const reason = tooOld()
  if (reason !== undefined) throw new Error(reason)
  expectOptions('startMock', options, OPTIONS)
  const { https = false, mqtt = false, logger, ...settings } = options
  const { listening, stop } = await prepareMock().start(environmentOf({ host: '127.0.0.1', port: 0, ...https && { httpsPort: 0 }, ...mqtt && { mqttPort: 0 }, ...settings }), logger)
  return {
    ...connect(listening.http, { adminToken: settings.adminToken }),
    https: listening.https,
    mqttUrl: listening.mqtt,
    ca: listening.ca,
    stop
  }
}
