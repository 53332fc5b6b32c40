import { parseArgs } from 'node:util'
import { KindGuard, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { explain } from '../lib/explain.ts'
import { hostNames, isHostName } from '../lib/url/host-names.ts'
import { didYouMean } from '../lib/nearest-word.ts'
import { isRegion } from '../lib/phone-number.ts'
import { type Config, ConfigSchema, flagOf } from './schema.ts'

const properties: Readonly<Record<string, TSchema>> = ConfigSchema.properties

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
export function readConfig (environment: NodeJS.ProcessEnv): Config
export function readConfig (environment: NodeJS.ProcessEnv, argv: readonly string[]): Config | 'help'
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
const needs = [['TLS_CERT', 'TLS_KEY'], ['TLS_KEY', 'TLS_CERT'], ['TLS_CERT', 'HTTPS_PORT'], ['REQUIRE_CLIENT_CERT', 'HTTPS_PORT']] as const

const missing = (config: Readonly<Record<string, unknown>>): string[] =>
  needs.filter(([name, other]) => name in config && config[name] !== false && !(other in config)).map(([name, other]) => `${other} is missing; ${name} needs it`)

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
