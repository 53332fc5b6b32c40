import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Mock } from '../client/connect.ts'
import type { Config } from '../config/schema.ts'
import type { Server } from '../open-server.ts'
import { thrownMessage } from '../lib/thrown-message.ts'
import { readSettings } from './settings.ts'
import { UsageError } from './user-error.ts'

/** A server that a verb has started for a while. */
export interface OwnServer {
  readonly mock: Mock
  /** By which programs find it, and trust its own CA. */
  readonly environment: Readonly<Record<string, string>>
}

/**
 * Starts a server on a free port, and takes it and its files away when the work with it is done.
 *
 * @param flags those of serve
 * @throws UsageError naming a setting, fixture or key that cannot be used
 */
export async function withOwnServer<Done> (flags: readonly string[], work: (server: OwnServer) => Promise<Done>): Promise<Done> {
  const config = readSettings({ ...process.env, HOST: '127.0.0.1', PORT: '0', HTTPS_PORT: '0' }, flags)
  const server = await open(config)
  const folder = mkdtempSync(join(tmpdir(), 'pims-mock-'))
  const removeFolder = () => { rmSync(folder, { recursive: true, force: true }) }
  process.once('exit', removeFolder)
  try {
    const { http } = await server.listen()
    return await work({
      mock: connect(http, { adminToken: config.ADMIN_TOKEN }),
      environment: { PIMS_MOCK_URL: http, ...authorityIn(folder, server.authority) }
    })
  } finally {
    await server.close()
    process.off('exit', removeFolder)
    removeFolder()
  }
}

/** The server is loaded by the verbs that start one alone: the others begin without it. */
async function open (config: Config): Promise<Server> {
  const [{ openServer }, { default: pino }] = await Promise.all([import('../open-server.ts'), import('pino')])
  try {
    return await openServer(config, pino({ level: 'silent' }))
  } catch (error) {
    throw new UsageError(thrownMessage(error))
  }
}

/** The variables by which programs come to trust the server's own CA. */
function authorityIn (folder: string, authority: string | undefined): Record<string, string> {
  if (authority === undefined) return {}
  const file = join(folder, 'ca.pem')
  writeFileSync(file, authority)
  return { PIMS_MOCK_CA: file, NODE_EXTRA_CA_CERTS: file }
}
