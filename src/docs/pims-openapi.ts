import { KindGuard, type TSchema, Type } from '@sinclair/typebox'
import { type ErrorCode, labelOf, statusOf } from '../codes/catalogue.ts'
import { FailedSchema, SucceededSchema } from '../pims/language/message.ts'
import { unsubscribeTarget } from '../pims/subscriptions/unsubscribe.ts'
import type { Operation } from '../pims/language/operation.ts'
import type { Settings } from '../sandbox/settings.ts'
import { camelCase } from '../lib/text/camel-case.ts'
import { statusText } from '../lib/status-text.ts'
import { ErrorSchema } from '../wire/error.ts'
import { describeCalls, exampleOf } from './snippets.ts'
import { isInQuery, METHODS } from '../words/verbs.ts'

const TRANSACTION_ID = '953cfefb-bc72'

/** The operations of one api and verb: one request of OpenAPI, which knows one for each path and verb. */
type Group = readonly [Operation, ...Operation[]]

/** The OpenAPI path items of operations: a path for each api. A GET stands for `pims.get` and `pims.subscribe`. */
export function pathsOf (operations: readonly Operation[], settings: Settings): Record<string, Record<string, object>> {
  const groups = new Map<string, [Operation, ...Operation[]]>()
  for (const operation of operations) {
    const key = `${METHODS[operation.verb]} ${operation.api}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [operation])
    else group.push(operation)
  }
  const paths: Record<string, Record<string, object>> = {}
  for (const group of groups.values()) {
    const [{ api, verb }] = group
    paths[`/${api}`] = { ...paths[`/${api}`], [METHODS[verb].toLowerCase()]: describe(group, settings), ...group.some(subscribes) && { delete: describeUnsubscribing(api, settings) } }
  }
  return paths
}

const subscribes = ({ verb }: Operation): boolean => verb === 'subscribe'

/** `pims.unsubscribe`, which has no page in the reference. */
function describeUnsubscribing (api: string, settings: Settings): object {
  return {
    operationId: camelCase(`unsubscribe.${api.slice(api.lastIndexOf('.') + 1)}`),
    tags: ['SDK'],
    summary: 'Ends the subscription of the device',
    description: `\`pims.unsubscribe("${api}")\``,
    security: [{ account: [] }],
    parameters: headers,
    responses: responsesOf([], [SucceededSchema], unsubscribeTarget.errors, settings)
  }
}

function describe (group: Group, settings: Settings): object {
  const [{ id, verb, api, summary }] = group
  const names = group.map(({ name }) => name).join(', ')
  const selectors = [...new Set(group.flatMap(({ selector }) => selector?.parameter ?? []))].join(' or ')
  return {
    operationId: camelCase(group.length === 1 ? id : `${verb}.${api.slice(api.lastIndexOf('.') + 1)}`),
    tags: [...new Set(group.map(({ component }) => component))],
    summary: group.length === 1 ? summary : `pims.${verb}: ${names}`,
    description: [
      `\`pims.${verb}("${api}", …)\`${group.length === 1 ? '' : `: ${selectors} says which of ${group.length} operations is meant`}. Among the answers is an example for each documented code.`,
      ...group.some(subscribes) ? ['With `Accept: text/event-stream` it subscribes: the acknowledgement, then each RESULT message, each as the `data:` of an event, until the connection is closed.'] : [],
      ...group.map(describeCalls)
    ].join('\n\n'),
    security: [{ account: [] }],
    parameters: [...(isInQuery(verb) ? queryOf(group) : []), ...headers],
    ...(!isInQuery(verb) && { requestBody: bodyOf(group) }),
    responses: responsesOf(group, group.filter((operation) => !subscribes(operation)).map(successOf), [...group.flatMap(({ codes }) => codes), ...group.some(subscribes) || group.every(({ family }) => family === 'fca') ? [2002 as const] : []], settings) // 2002 to whoever does not ask for what the api has, or is of the other family of brands
  }
}

const header = (name: string, description: string, schema: object) => ({ name, in: 'header', description, schema: { type: 'string', ...schema } })
const headers = [
  header('X-Device-Id', 'Which device speaks', { default: 'device-1' }),
  header('X-Fault', 'Fails this request alone: a code such as 2310, or an effect as JSON', { examples: ['2310'] }),
  header('X-Login-As', 'Who logs in on the page that the operation would open: id or login of an account', { examples: ['alice'] })
]

interface Property { readonly name: string, readonly required: boolean, readonly description?: string, readonly schema: TSchema }

/** The selector, then the parameters. */
function propertiesOf ({ selector, parameters, extras }: Operation): Property[] {
  const selecting = selector === undefined ? [] : [{ name: selector.parameter, required: true, schema: Type.Literal(selector.value, { examples: [selector.value] }) }]
  return [...selecting, ...Object.entries({ ...parameters, ...extras }).map(([name, { required, platform, schema }]) =>
    ({ name, required, ...(platform !== undefined && { description: platform }), schema }))]
}

/** The parameters of all operations; one that not every operation requires says which do. */
function queryOf (group: Group): object[] {
  const names = new Set(group.flatMap((operation) => propertiesOf(operation).map(({ name }) => name)))
  return [...names].map((name) => {
    const users = group.flatMap((operation) => propertiesOf(operation).filter((property) => property.name === name).map((property) => ({ operation, ...property })))
    const required = users.filter((user) => user.required)
    const isAlways = required.length === group.length
    const notes = users.flatMap(({ description }) => description ?? [])
    const who = isAlways || group.length === 1 ? [] : users.map((user) => `${user.operation.name}${user.required ? ' (required)' : ''}`)
    const description = [...who.length === 0 ? [] : [`Of ${who.join(', ')}`], ...new Set(notes)].join('. ')
    return { name, in: 'query', required: isAlways, ...(description !== '' && { description }), schema: schemaOf(users) }
  })
}

/** The words that a schema takes, where it takes no others. */
function literalsIn (schema: TSchema): unknown[] | undefined {
  const words: readonly TSchema[] = KindGuard.IsUnion(schema) ? schema.anyOf : [schema]
  return words.every((word) => typeof word.const === 'string') ? words.map((word) => word.const as unknown) : undefined
}

/** One schema for the values of several: of literals, an enumeration. */
function schemaOf (users: readonly Property[]): object {
  const values = users.map(({ schema }) => literalsIn(schema))
  if (values.every((each) => each !== undefined)) return { type: 'string', enum: [...new Set(values.flat())], examples: [values[0]?.[0]] }
  const schemas = [...new Map(users.map(({ schema }) => [JSON.stringify(schema), schema])).values()]
  const [first = {}] = schemas
  return schemas.length === 1 ? first : { anyOf: schemas }
}

function bodyOf (group: Group): object {
  const schemas = group.map(inputOf)
  const parameters = new Set(group.map(({ selector }) => selector?.parameter))
  const [propertyName] = parameters
  const values = new Set(group.map(({ selector }) => selector?.value))
  const discriminator = parameters.size === 1 && values.size === group.length && !values.has(undefined) && { discriminator: { propertyName, mapping: Object.fromEntries(group.map(({ id, selector }) => [selector?.value, `#/components/schemas/${id}`])) } }
  const isNamed = new Set(group.map(({ name }) => name)).size === group.length
  const [only] = schemas
  return {
    required: group.some(({ parameters }) => Object.keys(parameters).length > 0),
    content: {
      'application/json': {
        schema: schemas.length === 1 ? only : discriminator === false ? { anyOf: schemas } : { oneOf: schemas, ...discriminator },
        examples: Object.fromEntries(group.map((operation) => [isNamed ? operation.name : operation.id, { summary: operation.summary, value: exampleOf(operation) }]))
      }
    }
  }
}

/** The parameters of an operation, under its id. */
const inputOf = (operation: Operation): TSchema =>
  Type.Object(Object.fromEntries(propertiesOf(operation).map(({ name, required, schema }) => [name, required ? schema : Type.Optional(schema)])), { title: operation.id })

/** The message of an operation that succeeds. */
function successOf ({ id, output }: Operation): TSchema {
  if (Object.keys(output).length === 0) return SucceededSchema
  return Type.Object({ ...SucceededSchema.properties, result: Type.Object(output) }, { title: `${id}.SucceededMessage` })
}

const anyOf = (schemas: readonly TSchema[]): TSchema | { anyOf: readonly TSchema[] } => {
  const [first, ...others] = [...new Set(schemas)]
  return first !== undefined && others.length === 0 ? first : { anyOf: [...new Set(schemas)] }
}

/** What is refused before the operation is known, or by a header of the mock's own. */
const REFUSALS: Readonly<Record<number, readonly TSchema[]>> = {
  400: [FailedSchema, ErrorSchema],
  413: [FailedSchema],
  415: [FailedSchema],
  422: [FailedSchema, ErrorSchema],
  500: [FailedSchema],
  503: [FailedSchema],
  507: [FailedSchema]
}

/** The answers by HTTP status, with an example for each documented code. */
function responsesOf (group: readonly Operation[], successes: readonly TSchema[], codes: readonly ErrorCode[], { httpStatus, sdkVersion }: Settings): object {
  const schemas = new Map<number, TSchema[]>([[200, [...successes]]])
  const examples = new Map<number, Record<string, object>>()
  const add = (status: number, more: readonly TSchema[]) => { schemas.set(status, [...schemas.get(status) ?? [], ...more]) }
  for (const [status, more] of Object.entries(REFUSALS)) {
    for (const schema of more) add(httpStatus === 'always-200' && schema === FailedSchema ? 200 : Number(status), [schema])
  }
  for (const code of new Set(codes)) {
    const status = httpStatus === 'always-200' ? 200 : statusOf(code)
    add(status, [FailedSchema])
    examples.set(status, { ...examples.get(status), [code]: failureOf(code, sdkVersion) })
  }
  const answers = [...schemas].map(([status, each]) => [status, {
    description: status === 200 ? 'SUCCEEDED' : statusText(status),
    headers: { 'X-Transaction-Id': { description: 'Id of the request in the journal', schema: { type: 'string' } } },
    content: {
      ...each.length > 0 && { 'application/json': { schema: anyOf(each), ...(examples.has(status) && { examples: examples.get(status) }) } },
      ...status === 200 && group.some(subscribes) && { 'text/event-stream': { schema: Type.String() } }
    }
  }])
  return { ...Object.fromEntries(answers), default: { description: 'What a fault forces: a code that is not documented here, or an HTTP answer of its own', content: { '*/*': {} } } }
}

function failureOf (code: ErrorCode, sdkVersion: string): object {
  const label = labelOf(code, sdkVersion)
  return { summary: label.trim(), value: { transactionId: TRANSACTION_ID, status: 'FAILED', error: { code, label } } }
}
