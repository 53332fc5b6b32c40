import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { closedObject } from '../../lib/closed-object.ts'
import { literals } from '../../lib/literals.ts'
import { BoundedMap, entriesSchema } from '../../sandbox/memory/bounded-map.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Settings } from '../../sandbox/settings.ts'
import { asGiven, oneOf, optional, type Parameter, type ParameterSpecs, text } from '../language/parameter.ts'
import { isObject, type Json } from '../../lib/json.ts'
import { BRANDS } from '../../wire/account.ts'

/** How many devices of a sandbox may be initialised at once. */
const MAX_CONFIGURATIONS = 10_000

const SHORTEST_LOG = 5
const LONGEST_LOG = 1440

interface Field extends Parameter {
  /** Older spellings of the last part of its name. */
  readonly aliases?: readonly string[]
  /** Where another field decides whether this one counts: that field, and the value that makes it count. */
  readonly only?: readonly [field: string, value: string]
}

const address = (example: string): Parameter<string> => ({
  schema: Type.String({ examples: [example], description: 'An absolute URI' }),
  required: true,
  wanted: 'an absolute URI',
  read: (value) => typeof value === 'string' && URL.canParse(value) ? value : undefined
})

/** The vendor's table of `pims.initialize`, in its order; what is nested is written with a dot. */
const fields: Readonly<Record<string, Field>> = {
  environnement: oneOf('Production', 'Preproduction', 'development'),
  mode: oneOf('B2C', 'B2B'),
  'monitoring.logLevel': optional(oneOf('none', 'low', 'medium', 'high')),
  'monitoring.newLogFile': optional(oneOf('appLaunch', 'day', 'duration')),
  'monitoring.newLogTimeDuration': {
    schema: Type.Integer({ minimum: SHORTEST_LOG, maximum: LONGEST_LOG, examples: [42], description: 'Minutes; counts only when newLogFile is duration' }),
    required: true,
    wanted: `an integer from ${SHORTEST_LOG} to ${LONGEST_LOG}`,
    only: ['monitoring.newLogFile', 'duration'],
    read: (value) => Number.isInteger(value) && Number(value) >= SHORTEST_LOG && Number(value) <= LONGEST_LOG ? value : undefined
  },
  'credential.clientID': { ...text('6779ef20e75817b79602'), aliases: ['clientId'] },
  'credential.clientSecret': text('865333ef347etr'),
  'credential.macID': optional(text('bb8e981582b0f31353108fb020bead1c')),
  'credential.inWeboURL': optional(address('https://otp.mpsa.com')),
  'credential.webviewsRedirectURI': address('mymap://oauth2redirect/fr'),
  'credential.loginRedirectURI': address('mymap://oauth2redirect/fr'),
  'profile.brand': {
    schema: literals(BRANDS, { examples: ['Peugeot'], description: 'In any case' }),
    required: true,
    wanted: `one of ${BRANDS.join(', ')}`,
    read: (value) => BRANDS.find((brand) => typeof value === 'string' && brand.toLowerCase() === value.toLowerCase())
  }
}

/** The objects that hold the nested fields. */
const GROUPS = ['monitoring', 'credential', 'profile'] as const

const groupSchema = (group: string): TSchema => Type.Object(Object.fromEntries(Object.entries(fields)
  .filter(([name]) => name.startsWith(`${group}.`))
  .map(([name, { required, only, schema }]) => [name.slice(group.length + 1), required && only === undefined ? schema : Type.Optional(schema)])))

/** The same table as parameters of an operation, which reads them as they are given. */
export const configurationParameters: ParameterSpecs = {
  ...Object.fromEntries(Object.entries(fields).filter(([name]) => !name.includes('.')).map(([name, { schema }]) => [name, asGiven(schema)])),
  ...Object.fromEntries(GROUPS.map((group) => [group, asGiven(groupSchema(group))]))
}

/** What strong authentication needs of the credentials. */
const STRONG_CREDENTIALS = ['macID', 'inWeboURL'] as const
type StrongCredential = typeof STRONG_CREDENTIALS[number]

const ConfigurationSchema = closedObject({
  strongAuthentication: Type.Boolean({ description: 'Whether macID and inWeboURL were given' }),
  half: Type.Optional(literals(STRONG_CREDENTIALS, { description: 'The one of them that was given, where the other was not' }))
})

/** What the server remembers of an initialised facade. */
export type Configuration = Readonly<Static<typeof ConfigurationSchema>>

/** The facades that are initialised, by what their device calls itself. */
export class Configurations extends BoundedMap<string, Configuration> {
  static readonly key = 'configurations'
  static readonly StateSchema = entriesSchema(ConfigurationSchema, MAX_CONFIGURATIONS, 'Initialised facades by device')

  constructor ({ memory }: Pick<Sandbox, 'memory'>) {
    super(MAX_CONFIGURATIONS, memory)
  }
}

/**
 * Reads the parameters of `pims.initialize` field by field.
 *
 * @returns the configuration, or a sentence that says what is wrong with the first bad field
 */
export function readConfiguration (parameters: Json, settings: Settings): Configuration | string {
  for (const group of GROUPS) {
    if (!isMissing(parameters[group]) && !isObject(parameters[group])) return `${group} must be an object`
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field.only !== undefined && valueOf(parameters, field.only[0]) !== field.only[1]) continue
    const value = valueOf(parameters, name, field.aliases)
    if (isMissing(value)) {
      if (field.required) return `${name} is missing`
    } else if (field.read(value, { settings, account: undefined, isQuery: false }) === undefined) {
      return `${name} must be ${field.wanted}`
    }
  }
  return configurationWith(strongCredentialsIn(parameters))
}

/** The configuration of a facade that was initialised, after `pims.sdk.configuration`: what is left out stays as it is. */
export function addToConfiguration ({ strongAuthentication, half }: Configuration, parameters: Json): Configuration {
  const before = strongAuthentication ? STRONG_CREDENTIALS : half === undefined ? [] : [half]
  return configurationWith([...before, ...strongCredentialsIn(parameters)])
}

const strongCredentialsIn = (parameters: Json): readonly StrongCredential[] =>
  STRONG_CREDENTIALS.filter((name) => !isMissing(valueOf(parameters, `credential.${name}`)))

function configurationWith (given: readonly StrongCredential[]): Configuration {
  if (STRONG_CREDENTIALS.every((name) => given.includes(name))) return { strongAuthentication: true }
  const [half] = given
  return { strongAuthentication: false, ...half !== undefined && { half } }
}

function valueOf (parameters: Json, name: string, aliases: readonly string[] = []): unknown {
  const dot = name.indexOf('.')
  const parent = dot === -1 ? parameters : parameters[name.slice(0, dot)]
  if (!isObject(parent)) return undefined
  return [name.slice(dot + 1), ...aliases].map((key) => parent[key]).find((value) => !isMissing(value))
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
