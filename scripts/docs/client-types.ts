import { readdirSync } from 'node:fs'
import { KindGuard, type TSchema, Type } from '@sinclair/typebox'
import { compile, type JSONSchema } from 'json-schema-to-typescript'
import { targets } from '../../src/app.ts'
import { ConfigSchema } from '../../src/config/schema.ts'
import { camelCase } from '../../src/lib/text/camel-case.ts'
import { errorCodes } from '../../src/codes/catalogue.ts'
import type { Operation } from '../../src/pims/language/operation.ts'
import { allOperations } from '../../src/pims/registry.ts'
import { AccountBodySchema, AccountViewSchema } from '../../src/wire/account.ts'
import { BudgetViewSchema } from '../../src/wire/budget.ts'
import { ClockBodySchema, ClockViewSchema } from '../../src/wire/clock.ts'
import { ConductSchema, FindingSchema } from '../../src/wire/conduct.ts'
import { CoverageSchema } from '../../src/wire/coverage.ts'
import { DelaySchema, FaultSchema, MatchSchema, RuleInputSchema } from '../../src/wire/fault.ts'
import { FACES } from '../../src/words/faces.ts'
import { EffectSchema } from '../../src/effects/index.ts'
import { OverviewSchema } from '../../src/wire/overview.ts'
import { PUSH_ANSWERS, PushSchema } from '../../src/wire/push.ts'
import { EntrySchema, EntrySearchSchema, HarSchema } from '../../src/wire/request.ts'
import { SandboxViewSchema } from '../../src/wire/sandbox.ts'
import { ScenarioSchema } from '../../src/wire/scenario.ts'
import { PURPOSES, SmsSchema } from '../../src/wire/sms.ts'
import { PublicationSchema, PublishedSchema, SubscriptionSchema } from '../../src/wire/subscription.ts'
import { ExpectationSchema, MismatchSchema, VerifiedSchema } from '../../src/wire/verify.ts'

/** What the client speaks of, by the names that it has there. */
const schemas: Readonly<Record<string, TSchema>> = {
  Account: AccountViewSchema,
  AccountInput: AccountBodySchema,
  Budget: BudgetViewSchema,
  Clock: ClockViewSchema,
  ClockChange: ClockBodySchema,
  Conduct: ConductSchema,
  Coverage: CoverageSchema,
  Delay: DelaySchema,
  Effect: EffectSchema,
  Fault: FaultSchema,
  FaultInput: RuleInputSchema,
  Finding: FindingSchema,
  Har: HarSchema,
  JournalEntry: EntrySchema,
  JournalFilter: EntrySearchSchema,
  Match: MatchSchema,
  Overview: OverviewSchema,
  Publication: PublicationSchema,
  Published: PublishedSchema,
  Push: PushSchema,
  SandboxInfo: SandboxViewSchema,
  Scenario: ScenarioSchema,
  Settings: settingsSchema(),
  Sms: SmsSchema,
  Subscription: SubscriptionSchema,
  Expectation: ExpectationSchema,
  Verified: VerifiedSchema,
  Mismatch: MismatchSchema
}

/** The settings by the names that a library gives them: `smsCodeTtl` of `SMS_CODE_TTL`. */
function settingsSchema (): TSchema {
  return Type.Partial(Type.Object(Object.fromEntries(Object.entries(ConfigSchema.properties).map(([name, schema]) => [camelCase(name.toLowerCase()), schema]))))
}

/** Says as JSON Schema what TypeScript has a better word for, and refers to the schemas that have a name: the same object, or one of the same title. */
function asDefinition (schema: unknown, names: ReadonlyMap<unknown, string>, root = true): unknown {
  if (Array.isArray(schema)) return schema.map((item) => asDefinition(item, names, false))
  if (typeof schema !== 'object' || schema === null) return schema
  const title = 'title' in schema && typeof schema.title === 'string' ? schema.title : undefined
  const name = names.get(schema) ?? names.get(title)
  if (!root && name !== undefined) return { $ref: `#/definitions/${name}` }
  const described = 'description' in schema && typeof schema.description === 'string' ? { description: schema.description } : {}
  if (KindGuard.IsUnknown(schema)) return { ...described, tsType: 'unknown' }
  if (KindGuard.IsRecord(schema)) return { ...described, tsType: `Record<string, ${Object.values(schema.patternProperties).map(typeOf).join(' | ')}>` }
  const left = ['maxItems', 'minItems', ...title === undefined ? [] : ['title']]
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !left.includes(key)).map(([key, value]) => [key, asDefinition(value, names, false)]))
}

async function shapes (): Promise<string> {
  const names = new Map<unknown, string>()
  for (const [name, schema] of Object.entries(schemas)) {
    names.set(schema, name)
    if (schema.title !== undefined) names.set(schema.title, name)
  }
  const definitions = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, asDefinition(schema, names)]))
  const text = await compile({ definitions } as JSONSchema, 'Shapes', {
    additionalProperties: false,
    bannerComment: '',
    unreachableDefinitions: true,
    style: { semi: false, singleQuote: true, trailingComma: 'none', printWidth: 160 }
  })
  return text
    .replace(/export interface Shapes \{.*?\n?\}\n/s, '')
    .replaceAll(/\/\*\*\n \* This interface was referenced by `Shapes`.*?\*\/\n/gs, '')
    .replaceAll(/\/\*\*\n *\* (.*)\n *\*\//g, '/** $1 */')
    .replaceAll(/\nexport /g, '\n\nexport ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

const union = (values: ReadonlyArray<string | number>): string => values.map((value) => typeof value === 'string' ? `'${value}'` : String(value)).join(' | ') || 'never'
const wordsOf = <Value>(values: readonly Value[]): Value[] => [...new Set(values)]

/** What a parameter is written as in TypeScript. */
function typeOf (schema: TSchema): string {
  if (schema.const !== undefined) return typeof schema.const === 'string' ? `'${schema.const}'` : String(schema.const)
  if (Array.isArray(schema.anyOf)) return wordsOf(schema.anyOf.map((one: TSchema) => typeOf(one))).join(' | ')
  if (schema.type === 'integer') return 'number'
  if (KindGuard.IsArray(schema)) return `ReadonlyArray<${typeOf(schema.items)}>`
  if (KindGuard.IsObject(schema)) return fieldsOf(Object.entries(schema.properties).map(([name, field]) => ({ name, required: schema.required?.includes(name) ?? false, type: typeOf(field) })))
  return typeof schema.type === 'string' && ['string', 'number', 'boolean'].includes(schema.type) ? schema.type : 'unknown'
}

const fieldsOf = (fields: ReadonlyArray<{ readonly name: string, readonly required: boolean, readonly type: string }>): string =>
  `{ ${fields.map(({ name, required, type }) => `${name}${required ? '' : '?'}: ${type}`).join(', ')} }`

function parametersOf ({ parameters, extras }: Operation): string {
  const fields = Object.entries({ ...extras, ...parameters }).map(([name, { required, schema }]) => ({ name, required, type: typeOf(schema) }))
  return fields.length === 0 ? 'Record<string, never>' : fieldsOf(fields)
}

/** Those that a call answers; a subscription goes on. */
const answering = () => allOperations().filter(({ verb }) => verb !== 'subscribe')

const operations = () => [
  '/** How each operation of the SDK is called, by its id. */',
  'export const calls = {',
  answering().map(({ id, verb, api, selector }) =>
    `  '${id}': { verb: '${verb}', api: '${api}', selector: ${selector === undefined ? '{}' : `{ ${selector.parameter}: '${selector.value}' }`} }`).join(',\n'),
  '} as const',
  '',
  '/** What each operation of the SDK is asked with, beside its `type` or `action`. */',
  'export interface OperationParameters {',
  ...answering().map((operation) => `  /** ${operation.summary} */\n  '${operation.id}': ${parametersOf(operation)}`),
  '}',
  '',
  '/** The operations that can be subscribed to. */',
  `export type SubscriptionId = ${union(allOperations().filter(({ verb }) => verb === 'subscribe').map(({ id }) => id))}`,
  '',
  '/** The codes that each operation of each face documents: those that a fault can make it fail with. */',
  'export interface OperationCodes {',
  ...targets.all.map(({ id, errors }) => `  '${id}': ${union(errors)}`),
  '}',
  '',
  '/** The operations by the last part of their ids, which faults and filters take too. */',
  'export interface OperationNames {',
  ...wordsOf(targets.all.map(({ name }) => name)).map((name) => `  '${name}': ${union(targets.all.filter((target) => target.name === name).map(({ id }) => id))}`),
  '}'
]

/** `src/client/contract.ts`: what the client is typed by. */
export async function clientTypes (): Promise<string> {
  const scenarios = readdirSync('fixtures/scenarios').filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length)).sort()
  return [
    '// Generated by npm run docs from src/wire, src/config, src/sandbox/settings.ts and the operations of each face; edit those.',
    '/* eslint-disable */',
    '',
    ...operations(),
    '',
    '/** The names of the settings. */',
    'export const settingNames: { readonly [Name in keyof Settings]-?: true } = {',
    Object.keys(settingsSchema().properties as object).map((name) => `  ${name}: true`).join(',\n'),
    '}',
    '',
    '/** Every code of the SDK. */',
    `export type Code = ${union(errorCodes)}`,
    '',
    `export type Face = ${union(FACES)}`,
    '',
    '/** What an SMS code is for. */',
    `export type Purpose = ${union(PURPOSES)}`,
    '',
    '/** What a user answers to a push. */',
    `export type PushAnswer = ${union(PUSH_ANSWERS)}`,
    '',
    '/** The scenarios that come with the server. */',
    `export type ScenarioName = ${union(scenarios)}`,
    '',
    await shapes(),
    ''
  ].join('\n')
}
