#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import pino, { type Logger } from 'pino'
import { readScenarios } from './faults/scenarios.ts'
import { buildApp } from './app.ts'
import { type Config, ConfigError, fixturesFolder, help, keysFolder, reachableHost, readConfig, scenariosFolder, settingsOf } from './config.ts'
import { loadKeys } from './inwebo/crypto/server-keys.ts'
import { Signer } from './oauth/id-token.ts'
import { prepareHttps } from './tls/listen.ts'
import { findIdentity } from './tls/credentials.ts'
import { FixtureError, parseFixtures } from './sandbox/fixtures.ts'

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
  if (error instanceof ConfigError) giveUp(EXIT_BAD_START, error.message)
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

/** Reads a fixture file or folder, or gives up. */
function load<Loaded> (path: string, read: (path: string) => Loaded): Loaded {
  try {
    return read(path)
  } catch (error) {
    if (error instanceof FixtureError) giveUp(EXIT_BAD_START, error.message)
    giveUp(EXIT_BAD_START, `${path}: ${error instanceof Error ? error.message : String(error)} (FIXTURES names the folder)`)
  }
}

/** JSON lines; on a terminal, lines for people. */
async function makeLogger ({ LOG_LEVEL: level }: Config): Promise<Logger> {
  if (!process.stdout.isTTY) return pino({ level })
  const { default: pretty } = await import('pino-pretty')
  return pino({ level }, pretty({ ignore: 'pid,hostname', sync: true }))
}

const config = configure()
const fixtures = load(join(fixturesFolder(config), 'accounts.json'), (file) => parseFixtures(readFileSync(file, 'utf8'), file, Date.now()))
const scenarios = load(scenariosFolder(config), (folder) => readScenarios(folder, settingsOf(config)))
const keys = load(keysFolder(config), loadKeys)
const signer = load(keysFolder(config), (folder) => new Signer(join(folder, 'oauth.pem')))
const identity = await findIdentity(config, Date.now()).catch(refuse)
const logger = await makeLogger(config)
const app = buildApp({ config, fixtures, scenarios, keys, signer, logger, authority: identity?.authority })
const listenSecurely = identity && prepareHttps(app, identity, logger)

closeWithGrace({ delay: GRACE, logger: false }, async ({ signal, err }) => {
  if (err !== undefined) logger.fatal({ err }, 'pims-mock failed')
  else logger.info({ signal }, 'pims-mock stopping')
  await app.close()
})

const origin = await open('PORT', (port) => app.listen({ host: config.HOST, port }))
const securePort = listenSecurely && await open('HTTPS_PORT', listenSecurely)
logger.info({ urls: urlsOf(new URL(origin).port, securePort), accounts: fixtures.size }, 'pims-mock ready')

/** Listens on the port that a variable names, or gives up. */
async function open<Opened> (variable: 'PORT' | 'HTTPS_PORT', listen: (port: number) => Promise<Opened>): Promise<Opened> {
  const port = config[variable] ?? 0
  try {
    return await listen(port)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') giveUp(EXIT_PORT_TAKEN, `port ${port} is taken. Set ${variable} to another, or to 0 for a free one.`)
    giveUp(EXIT_BAD_START, `cannot listen on ${config.HOST}:${port}: ${error instanceof Error ? error.message : String(error)} (HOST and ${variable})`)
  }
}

function urlsOf (port: string, securePort: number | undefined) {
  const name = reachableHost(config)
  const host = name.includes(':') ? `[${name}]` : name
  const base = `http://${host}:${port}`
  return {
    pims: `${base}/pims.authentication.smscode`,
    admin: `${base}/admin/sms`,
    health: `${base}/health`,
    ...(securePort !== undefined && { https: `https://${host}:${securePort}` })
  }
}
