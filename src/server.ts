#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import pino, { type Logger } from 'pino'
import { readScenarios } from './admin/scenarios.ts'
import { buildApp } from './app.ts'
import { type Config, ConfigError, fixturesFolder, help, readConfig, scenariosFolder, settingsOf } from './config.ts'
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

function configure (): Config {
  try {
    const config = readConfig(process.env, process.argv.slice(2))
    if (config !== 'help') return config
    process.stdout.write(help())
    process.exit(0)
  } catch (error) {
    if (error instanceof ConfigError) giveUp(EXIT_BAD_START, error.message)
    throw error
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
const logger = await makeLogger(config)
const app = buildApp({ config, fixtures, scenarios, logger })

closeWithGrace({ delay: GRACE, logger: false }, async ({ signal, err }) => {
  if (err !== undefined) logger.fatal({ err }, 'pims-mock failed')
  else logger.info({ signal }, 'pims-mock stopping')
  await app.close()
})

try {
  const origin = await app.listen({ host: config.HOST, port: config.PORT })
  const { port } = new URL(origin)
  logger.info({ urls: urlsOf(port), accounts: fixtures.size }, 'pims-mock ready')
} catch (error) {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') giveUp(EXIT_PORT_TAKEN, `port ${config.PORT} is taken. Set PORT to another, or to 0 for a free one.`)
  giveUp(EXIT_BAD_START, `cannot listen on ${config.HOST}:${config.PORT}: ${error instanceof Error ? error.message : String(error)} (HOST and PORT)`)
}

function urlsOf (port: string) {
  const host = ['0.0.0.0', '::'].includes(config.HOST) ? 'localhost' : config.HOST
  const base = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return { pims: `${base}/pims.authentication.smscode`, admin: `${base}/admin/sms`, health: `${base}/health` }
}
