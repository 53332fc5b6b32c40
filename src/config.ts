import { existsSync } from 'node:fs'
import { literals } from './lib/literals.ts'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { KindGuard, type Static, type TSchema, Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { NUMBER_FAMILIES } from './sandbox/accounts/own-numbers.ts'
import { isRegion } from './lib/phone-number.ts'
import type { Settings } from './sandbox/settings.ts'
import { explain } from './lib/explain.ts'
import { hostNames, isHostName } from './lib/host-names.ts'
import { BASE_URL } from './lib/base-url.ts'
import { didYouMean } from './lib/nearest-word.ts'
import { packageFile } from './package-file.ts'

/** The settings: each one an environment variable and a flag. */
export const ConfigSchema = Type.Object({
  HOST: Type.String({ default: '0.0.0.0', minLength: 1, description: 'address to listen on; 0.0.0.0 is every one of IPv4, :: of IPv6 and IPv4' }),
  PORT: Type.Integer({ default: 3000, minimum: 0, maximum: 65535, description: 'port to listen on; 0 takes a free one' }),
  HTTPS_PORT: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535, description: 'port to listen on for HTTPS as well; 0 takes a free one; none when absent' })),
  TLS_CERT: Type.Optional(Type.String({ minLength: 1, description: 'PEM file with the certificate for HTTPS; an own CA makes one when absent' })),
  TLS_KEY: Type.Optional(Type.String({ minLength: 1, description: 'PEM file with the private key of TLS_CERT' })),
  TLS_NAMES: Type.Optional(Type.String({ description: 'more names for the certificate of the own CA, with commas between them' })),
  LOG_LEVEL: literals(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], { default: 'info', description: 'least level of a log line' }),
  LOG_FORMAT: literals(['auto', 'json', 'pretty'], { default: 'auto', description: 'how the log is written; auto: pretty on a terminal, json elsewhere' }),
  LOG_CODES: Type.Boolean({ default: true, description: 'whether the "sms sent" log line carries the code' }),
  REASON_HEADER: Type.Boolean({ default: true, description: 'whether X-Mock-Reason says why a request was refused' }),
  CORS: Type.Boolean({ default: false, description: 'whether pages of any site may use the server, /admin included: for web views' }),
  ADMIN_TOKEN: Type.Optional(Type.String({ minLength: 1, pattern: '^[\\x21-\\x7e]+$', description: 'bearer token that /admin asks for' })),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: BASE_URL, description: 'address that clients reach the server by, where a proxy stands before it, such as https://mocks.example.test/mock' })),
  ADMIN_HOSTS: Type.Optional(Type.String({ description: 'more names that /admin answers to, with commas between them' })),
  FIXTURES: Type.Optional(Type.String({ minLength: 1, description: 'folder with accounts.json; the one that comes along when absent' })),
  SDK_VERSION: literals(['2.0.X', '2.0', '2.1', '2.2', '2.3'], { default: '2.0.X', description: 'generation of the SDK: result null and the long label of 2201 in 2.0.X only' }),
  EMPTY_RESULT: Type.Optional(literals(['null', 'object', 'absent'], { description: 'result of an operation without output data; by SDK_VERSION when absent' })),
  HTTP_STATUS: literals(['semantic', 'always-200'], { default: 'semantic', description: 'HTTP status of FAILED messages' }),
  PHONE_REGION: Type.String({ default: 'FR', pattern: '^[A-Z]{2}$', description: 'region of a number without a country code' }),
  SMS_CODE: Type.Optional(Type.String({ pattern: '^\\d{4,9}$', description: 'the one code that every SMS carries' })),
  SMS_CODE_LENGTH: Type.Integer({ default: 6, minimum: 4, maximum: 9, description: 'digits of a phoneNumberCertification code' }),
  ACTIVATION_CODE_LENGTH: Type.Integer({ default: 9, minimum: 4, maximum: 9, description: 'digits of an enrollment or resetPIN code' }),
  SMS_CODE_TTL: Type.Integer({ default: 300, minimum: 1, maximum: 86400, description: 'life of that code in seconds' }),
  SMS_MAX_ATTEMPTS: Type.Integer({ default: 3, minimum: 1, maximum: 100, description: 'wrong tries that void a code' }),
  MAX_PIN_ERRORS: Type.Integer({ default: 3, minimum: 1, maximum: 100, description: 'wrong PINs that block an account' }),
  MAX_ENROLLMENTS: Type.Integer({ default: 20, minimum: 1, maximum: 1000000, description: 'enrolments of an account, for life' }),
  OTP_DAILY_LIMIT: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'one-time passwords in 24 hours; no limit when absent' })),
  SEED: Type.Optional(Type.Integer({ minimum: 0, maximum: 4294967295, description: 'makes every code, id and draw reproducible' })),
  MAGIC_NUMBERS: Type.Boolean({ default: true, description: 'whether a number 063998dddd fails with the code dddd' }),
  NUMBERS: literals(NUMBER_FAMILIES, { default: 'drama', description: 'phone numbers of the bundled accounts, and magic numbers; valid: those that a library takes which checks numbers' }),
  REQUIRE_INITIALIZE: Type.Boolean({ default: false, description: 'whether operations before pims.initialize fail with 2001' }),
  AUTH: literals(['required', 'optional'], { default: 'required', description: 'optional: a request without a token speaks for alice' }),
  REFRESH_ROTATION: Type.Boolean({ default: true, description: 'whether each refresh gives a new OAuth refresh token, which lives 7 days, and ends the old one; else one lives 30 days' }),
  MAX_SANDBOXES: Type.Integer({ default: 1000, minimum: 1, maximum: 100000, description: 'sandboxes to keep' }),
  MAX_MEMORY_MB: Type.Integer({ default: 512, minimum: 160, maximum: 1_000_000, description: 'memory of the process in megabytes; what is oldest, largest and idlest is forgotten to stay below, and it bounds the connections' }),
  JOURNAL_SIZE: Type.Integer({ default: 1000, minimum: 0, maximum: 100000, description: 'requests to remember, per sandbox' }),
  INBOX_SIZE: Type.Integer({ default: 1000, minimum: 1, maximum: 100000, description: 'SMS messages to keep, per sandbox' }),
  FAULT_HANG_MAX: Type.Integer({ default: 120000, minimum: 1, maximum: 3600000, description: 'longest hang in milliseconds' })
})

export type Config = Static<typeof ConfigSchema>

const properties: Readonly<Record<string, TSchema>> = ConfigSchema.properties
/** The flag of a variable, without the dashes: `sms-code` of `SMS_CODE`. */
export const flagOf = (name: string): string => name.toLowerCase().replaceAll('_', '-')

/** What a schema cannot say of a variable. */
const further: Readonly<Record<string, { passes: (value: string) => boolean, wanted: string }>> = {
  PHONE_REGION: { passes: isRegion, wanted: 'a region such as FR' },
  PUBLIC_URL: { passes: (url) => URL.canParse(url), wanted: 'a URL such as https://mocks.example.test/mock' },
  ADMIN_HOSTS: { passes: (list) => hostNames(list).every(isHostName), wanted: 'host names and IP addresses with commas between them' },
  TLS_NAMES: { passes: (list) => hostNames(list).every(isHostName), wanted: 'host names and IP addresses with commas between them' }
}

/** A configuration that cannot be used; the message has one line for each bad value. */
export class ConfigError extends Error {}

/**
 * Reads the configuration: flags, then the environment, then the defaults.
 *
 * @returns the configuration, or `'help'` when that was asked for
 * @throws ConfigError naming every value that cannot be used
 */
export function readConfig (environment: NodeJS.ProcessEnv, argv: readonly string[] = []): Config | 'help' {
  const flags = readFlags(argv)
  if (flags.help === true) return 'help'

  const config: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, schema] of Object.entries(properties)) {
    const raw = flags[flagOf(name)] ?? environment[name]
    const value = typeof raw === 'string' && raw !== '' ? convert(schema, raw) : schema.default
    if (value === undefined) continue
    config[name] = value
    if (!Value.Check(schema, value)) problems.push(explain(schema, value, name))
    else if (further[name]?.passes(String(value)) === false) problems.push(`${name} must be ${further[name].wanted}, not "${String(value)}"`)
  }
  problems.push(...missing(config))
  if (problems.length > 0) throw new ConfigError(problems.join('\n'))
  return config as Config
}

/** The variables that others make no sense without. */
const needs = [['TLS_CERT', 'TLS_KEY'], ['TLS_KEY', 'TLS_CERT'], ['TLS_CERT', 'HTTPS_PORT']] as const

const missing = (config: Readonly<Record<string, unknown>>): string[] =>
  needs.filter(([name, other]) => name in config && !(other in config)).map(([name, other]) => `${other} is missing; ${name} needs it`)

function readFlags (argv: readonly string[]): Record<string, string | boolean | undefined> {
  const options = Object.fromEntries(Object.keys(properties).map((name) => [flagOf(name), { type: 'string' as const }]))
  try {
    return parseArgs({ args: [...argv], options: { ...options, help: { type: 'boolean', short: 'h' } } }).values
  } catch (error) {
    const { message } = error as Error
    const [, unknown = ''] = /^Unknown option '(--[^' ]+)'/.exec(message) ?? []
    throw new ConfigError(`${message}. ${didYouMean(unknown, Object.keys(options).map((flag) => `--${flag}`))}pims-mock serve --help lists the flags.`)
  }
}

/** The text of a variable as its schema wants it; left as it is where it does not fit, for the message. */
function convert (schema: TSchema, text: string): unknown {
  if (KindGuard.IsInteger(schema) && /^-?\d+$/.test(text)) return Number(text)
  if (KindGuard.IsBoolean(schema) && /^(true|false)$/.test(text)) return text === 'true'
  return text
}

/** What `--help` prints. */
export function help (): string {
  const rows = Object.entries(properties).map(([name, { default: value, description }]) =>
    `  ${name.padEnd(24)}--${flagOf(name).padEnd(25)}${String(value ?? '').padEnd(10)}${String(description)}`)
  return `pims-mock: a mock of the PIMS strong-authentication backend and of the inWebo service behind it

Usage: pims-mock [--port 3000] [--seed 42] …

The console is at /console/ of the server, its reference at /docs.

Each variable can be set in the environment or as a flag; a flag wins.

  ${'variable'.padEnd(24)}${'flag'.padEnd(27)}${'default'.padEnd(10)}
${rows.join('\n')}

Exit status: 0 after SIGTERM or SIGINT, 2 for a bad configuration or fixture, 3 when the port is taken.
`
}

/** The name or address that a client on this machine reaches the server by. */
export const reachableHost = ({ HOST }: Pick<Config, 'HOST'>): string => ['0.0.0.0', '::'].includes(HOST) ? 'localhost' : HOST

/** The names that clients reach a mock by: from the host, an Android emulator, a container, or in place of the real hosts. */
const NAMES = [
  'localhost', '127.0.0.1', '10.0.2.2', 'host.docker.internal', 'otp.mpsa.com', 'api.groupe-psa.com', 'mwa.mpsa.com',
  'idpcvs.peugeot.com', 'idpcvs.citroen.com', 'idpcvs.driveds.com', 'idpcvs.opel.com', 'idpcvs.vauxhall.co.uk'
]

/** The names that this server goes by: those of its certificate. */
export const ownNames = ({ HOST, TLS_NAMES }: Pick<Config, 'HOST' | 'TLS_NAMES'>): string[] =>
  [...NAMES, ...localName(hostname()), reachableHost({ HOST }), ...TLS_NAMES === undefined ? [] : hostNames(TLS_NAMES)]

/** The name by which phones in the same network find a machine (mDNS): its own alone, for any neighbour may answer to another. */
function localName (machine: string): string[] {
  const name = `${machine.replace(/\..*/s, '')}.local`
  return isHostName(name) ? [name] : []
}

/** The names that the admin API answers to. */
export const adminHosts = (config: Pick<Config, 'HOST' | 'TLS_NAMES' | 'ADMIN_HOSTS' | 'PUBLIC_URL'>): string[] => [
  ...ownNames(config),
  ...config.ADMIN_HOSTS === undefined ? [] : hostNames(config.ADMIN_HOSTS),
  ...config.PUBLIC_URL === undefined ? [] : [new URL(config.PUBLIC_URL).hostname]
]

/** The fixtures beside the program. */
const OWN_FIXTURES = packageFile('fixtures')

/** The folder that holds the fixtures: the configured one, else the one beside the program. */
export const fixturesFolder = ({ FIXTURES = OWN_FIXTURES }: Pick<Config, 'FIXTURES'>): string => FIXTURES

/** The folder of the private keys: of the configured fixtures where they have one, else the one that comes along. */
export function keysFolder (config: Pick<Config, 'FIXTURES'>): string {
  const own = join(fixturesFolder(config), 'keys')
  return existsSync(own) ? own : join(OWN_FIXTURES, 'keys')
}

/** The folder that holds the scenarios: the fixtures' own, else, when those have none, the one beside the program. */
export function scenariosFolder (config: Pick<Config, 'FIXTURES'>): string {
  const own = join(fixturesFolder(config), 'scenarios')
  return existsSync(own) ? own : join(fixturesFolder({}), 'scenarios')
}

/** Megabytes of the process without any sandbox. */
const OWN_MEMORY = 100
/** Bytes of an account of the fixtures, which all sandboxes share. */
const FIXTURE = 1200
/** Bytes that sandboxes are left in any case. */
const LEAST = 32 * 1024 * 1024
/** Bytes of sandboxes that there may be for a byte of memory: the rest is what is not swept up yet. */
const SHARE_OF_SANDBOXES = 0.45

/** Bytes of memory that the sandboxes may take together, beside so many accounts of the fixtures. */
export const sandboxBytes = ({ MAX_MEMORY_MB }: Pick<Config, 'MAX_MEMORY_MB'>, fixtures: number): number =>
  Math.max(LEAST, ((MAX_MEMORY_MB - OWN_MEMORY) * 1024 * 1024 - fixtures * FIXTURE) * SHARE_OF_SANDBOXES)

/** Share of the memory that requests may take which are under way, bodies and all. */
const SHARE_OF_REQUESTS = 0.25
/** Bytes that a connection takes with a request whose headers are as long as they may be. */
const CONNECTION = 40 * 1024

/** Bytes of memory that the bodies, answers and waiting requests that are under way may take together. */
export const requestBytes = ({ MAX_MEMORY_MB }: Pick<Config, 'MAX_MEMORY_MB'>): number => MAX_MEMORY_MB * 1024 * 1024 * SHARE_OF_REQUESTS

/** How many connections there may be at once. */
export const maxConnections = (config: Pick<Config, 'MAX_MEMORY_MB'>): number => Math.floor(requestBytes(config) / CONNECTION)

/** What the rules of a sandbox take from the configuration. */
export function settingsOf (config: Config): Settings {
  return {
    sdkVersion: config.SDK_VERSION,
    emptyResult: config.EMPTY_RESULT ?? (config.SDK_VERSION === '2.0.X' ? 'null' : 'object'),
    phoneRegion: config.PHONE_REGION,
    smsCodeLength: config.SMS_CODE_LENGTH,
    activationCodeLength: config.ACTIVATION_CODE_LENGTH,
    smsCodeTtl: config.SMS_CODE_TTL * 1000,
    smsMaxAttempts: config.SMS_MAX_ATTEMPTS,
    smsCode: config.SMS_CODE,
    maxPinErrors: config.MAX_PIN_ERRORS,
    maxEnrollments: config.MAX_ENROLLMENTS,
    otpDailyLimit: config.OTP_DAILY_LIMIT,
    seed: config.SEED,
    alwaysStatus200: config.HTTP_STATUS === 'always-200',
    magicNumbers: config.MAGIC_NUMBERS,
    numbers: config.NUMBERS,
    requireInitialize: config.REQUIRE_INITIALIZE,
    auth: config.AUTH,
    refreshRotation: config.REFRESH_ROTATION,
    reasonHeader: config.REASON_HEADER,
    inboxSize: config.INBOX_SIZE,
    journalSize: config.JOURNAL_SIZE,
    faultHangMax: config.FAULT_HANG_MAX
  }
}
