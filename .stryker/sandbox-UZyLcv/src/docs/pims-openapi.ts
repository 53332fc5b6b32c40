// @ts-nocheck
import type { Settings } from '../sandbox/settings.ts'
import { type ErrorCode, labelOf, statusOf } from '../pims/catalogue.ts'
import { FailedSchema, SucceededSchema } from '../pims/message.ts'
import type { Operation } from '../pims/operation.ts'

const JSON_TYPE = 'application/json'
const TRANSACTION_ID = '953cfefb-bc72'

/**
 * The OpenAPI path items of operations. OpenAPI knows one request for each path and verb, and a PIMS api has several,
 * told apart by a parameter: the path of each ends in a fragment with that parameter, which no client ever sends.
 */
export const pathsOf = (operations: readonly Operation[], settings: Settings): Record<string, object> =>
  Object.fromEntries(operations.map((operation) => [
    `/${operation.api}${operation.selector === undefined ? '' : `#${operation.selector.parameter}=${operation.selector.value}`}`,
    { [operation.verb === 'get' ? 'get' : 'post']: describe(operation, settings) }
  ]))

function describe (operation: Operation, settings: Settings): object {
  const { id, verb, component, summary, since, api } = operation
  const call = `pims.${verb}("${api}", …)`
  return {
    operationId: id,
    tags: [component],
    summary,
    description: `${call}, since SDK ${since}. An example for each documented code is among the answers.`,
    security: [{ account: [] }],
    parameters: [...headers, ...(verb === 'get' ? queryOf(operation) : [])],
    ...(verb === 'set' && { requestBody: { required: true, content: { [JSON_TYPE]: { schema: bodyOf(operation) } } } }),
    responses: responsesOf(operation, settings)
  }
}

const headers = [
  { name: 'X-Device-Id', in: 'header', description: 'Which device speaks', schema: { type: 'string', default: 'device-1' } },
  { name: 'X-Fault', in: 'header', description: 'Fails this request alone: a code, or an effect as JSON', schema: { type: 'string' } }
]

interface Property { readonly name: string, readonly required: boolean, readonly description?: string, readonly schema: object }

/** The selector, then the parameters. */
function propertiesOf ({ selector, parameters, extras }: Operation): Property[] {
  const selecting = selector === undefined ? [] : [{ name: selector.parameter, required: true, schema: { type: 'string', const: selector.value } }]
  return [...selecting, ...Object.entries({ ...parameters, ...extras }).map(([name, { required, platform, schema }]) =>
    ({ name, required, ...(platform !== undefined && { description: platform }), schema }))]
}

const queryOf = (operation: Operation): object[] => propertiesOf(operation).map((property) => ({ ...property, in: 'query' }))

function bodyOf (operation: Operation): object {
  const properties = propertiesOf(operation)
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(({ name, schema }) => [name, schema])),
    required: properties.filter(({ required }) => required).map(({ name }) => name)
  }
}

/** The answers by HTTP status; one that several codes share has an example for each. */
function responsesOf ({ errors, output }: Operation, { alwaysStatus200, sdkVersion }: Settings): object {
  const hasOutput = Object.keys(output).length > 0
  const result = hasOutput ? { type: 'object', properties: output } : SucceededSchema.properties.result
  const responses: Record<string, ReturnType<typeof answerOf>> = {
    200: answerOf('SUCCEEDED', { ...SucceededSchema, properties: { ...SucceededSchema.properties, result } })
  }
  for (const code of errors) {
    const status = alwaysStatus200 ? 200 : statusOf(code)
    const answer = responses[status] ??= answerOf('FAILED', FailedSchema)
    answer.content[JSON_TYPE].examples[code] = exampleOf(code, sdkVersion)
  }
  return responses
}

const answerOf = (description: string, schema: object) =>
  ({ description, content: { [JSON_TYPE]: { schema, examples: {} as Record<string, object> } } })

function exampleOf (code: ErrorCode, sdkVersion: string): object {
  const label = labelOf(code, sdkVersion)
  return { summary: label.trim(), value: { transactionId: TRANSACTION_ID, status: 'FAILED', error: { code, label } } }
}
