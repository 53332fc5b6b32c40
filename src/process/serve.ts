import { existsSync } from 'node:fs'
import closeWithGrace from 'close-with-grace'
import { help } from '../config/help.ts'
import { ConfigError, readConfig } from '../config/read-config.ts'
import type { Config } from '../config/schema.ts'
import { limitHeap } from './limit-heap.ts'
import { openLog } from '../logger.ts'
import { firstScreen } from '../logger/first-screen.ts'
import { type Addresses, CannotListen, openServer, PortTaken } from '../open-server.ts'
import { FixtureError } from '../sandbox/accounts/fixtures.ts'
import { VERSION } from '../version.ts'

const EXIT_BAD_START = 2
const EXIT_PORT_TAKEN = 3
/** Milliseconds that closing may take. */
const GRACE = 900

/** Ends the process before it has begun, with a line for whoever started it. */
function giveUp (status: number, message: string): never {
  process.stderr.write(`${message.replace(/^/gm, 'pims-mock: ')}\n`)
  process.exit(status)
}

function refuse (error: unknown): never {
  if (error instanceof PortTaken) giveUp(EXIT_PORT_TAKEN, error.message)
  if (error instanceof ConfigError || error instanceof FixtureError || error instanceof CannotListen) giveUp(EXIT_BAD_START, error.message)
  throw error
}

function configure (): Config {
  try {
    const config = readConfig(process.env, process.argv.slice(2))
    if (config !== 'help') return config
    process.stdout.write(help())
    process.exit(0)
  } catch (error) {
    refuse(error)
  }
}

const config = configure()
limitHeap(config.MAX_MEMORY_MB * 1024 * 1024)
const { logger, print, end: endLog } = await openLog(config)
const { accounts, account, authority, listen, close } = await openServer(config, logger).catch(refuse)

closeWithGrace({ delay: GRACE, logger: false }, async ({ signal, err }) => {
  if (err !== undefined) logger.fatal({ err }, 'pims-mock failed')
  else logger.info({ signal }, 'pims-mock stopping')
  await close()
  await endLog()
  if (signal === 'SIGHUP') dieOf(signal)
})

const addresses = await listen().catch(refuse)
if (print === undefined) logger.info({ version: VERSION, urls: urlsOf(addresses), accounts }, 'pims-mock ready')
else if (logger.isLevelEnabled('info')) print(firstScreen({ https: undefined, mqtt: undefined, ...addresses, version: VERSION, sdkVersion: config.SDK_VERSION, accounts, account, ownCa: authority !== undefined, inContainer: isInContainer() }))

/** Raises a signal again with its default action: Node.js may hang at its exit once its terminal is gone. */
function dieOf (signal: NodeJS.Signals): void {
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}

/** Whether this is a container of Docker or Podman. */
function isInContainer (): boolean {
  return existsSync('/.dockerenv') || existsSync('/run/.containerenv')
}

function urlsOf ({ http, https, mqtt }: Addresses) {
  return {
    pims: `${http}/pims.authentication.smscode`,
    console: `${http}/console/`,
    docs: `${http}/docs`,
    admin: `${http}/admin/sms`,
    health: `${http}/health`,
    ...(https !== undefined && { https }),
    ...(mqtt !== undefined && { mqtt })
  }
}
