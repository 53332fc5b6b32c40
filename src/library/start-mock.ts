import pino from 'pino'
import { connect, type Mock } from '../client/connect.ts'
import type { Settings } from '../client/contract.ts'
import { readConfig } from '../config.ts'
import { openServer } from '../open-server.ts'
import { environmentOf } from './environment.ts'

/** The settings of the server by their names in camel case, all optional; the port is a free one and the host this machine. */
export interface StartOptions extends Readonly<Settings> {
  /** Listens for HTTPS as well, at a free port, with a certificate of its own CA. */
  readonly https?: boolean
  /** Takes each line of the log, which is JSON; nothing is logged without it. */
  readonly logger?: (line: string) => void
}

/** A server in this process. */
export interface StartedMock extends Mock {
  /** `https://127.0.0.1:…`, where there is HTTPS. */
  readonly https: string | undefined
  /** The certificate to trust for it, in PEM, where it is of the server's own CA. */
  readonly ca: string | undefined
  /** Ends the server: every request, and all that keeps the process running. */
  stop (): Promise<void>
}

/**
 * Starts a server in this process.
 *
 * @throws Error naming the setting, or the file and the path in it, that cannot be used
 */
export async function startMock ({ https = false, logger, ...settings }: StartOptions = {}): Promise<StartedMock> {
  const config = readConfig(environmentOf({ host: '127.0.0.1', port: 0, ...https && { httpsPort: 0 }, ...settings }))
  if (config === 'help') throw new Error('--help is for the command')
  const log = logger === undefined ? pino({ level: 'silent' }) : pino({ level: config.LOG_LEVEL }, { write: (line) => logger(line.trimEnd()) })
  const server = await openServer(config, log)
  const addresses = await server.listen().catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  return {
    ...connect(addresses.http, { ...settings.adminToken !== undefined && { adminToken: settings.adminToken } }),
    https: addresses.https,
    ca: server.authority,
    stop: () => server.close()
  }
}
