import { Ajv2020 } from 'ajv/dist/2020.js'
import type { LightMyRequestResponse } from 'fastify'
import type { Started } from './start.ts'

export interface DocumentedOperation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly parameters?: ReadonlyArray<{ readonly in: string, readonly name: string, readonly required?: boolean, readonly example?: string, readonly schema?: object }>
  readonly requestBody?: { readonly required?: boolean, readonly content: Readonly<Record<string, { readonly example?: unknown, readonly examples?: unknown }>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }>> }>>
}

/** What the tests read of an OpenAPI document. */
export interface OpenApi {
  readonly info: { readonly version: string }
  readonly tags: ReadonlyArray<{ readonly name: string }>
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

/** The document of a server. */
export const openApiOf = async ({ call }: Pick<Started, 'call'>, url = '/docs/openapi.json'): Promise<OpenApi> =>
  (await call({ url })).body as unknown as OpenApi

/** Every operation of a document. */
export const operationsOf = ({ paths }: OpenApi) =>
  Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })))

const pointer = (...keys: string[]): string => keys.map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')

/** Says what is wrong with an answer by the document, or nothing. A `default` answer of any type documents nothing. */
export function answerChecker (document: OpenApi) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  ajv.addSchema(document, 'openapi')
  const literal = ({ path }: { path: string }) => path.split('{').length
  const operations = operationsOf(document)
    .map((each) => ({ ...each, pattern: new RegExp(`^${each.path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`) }))
    .sort((a, b) => literal(a) - literal(b))

  return (method: string, url: string, { statusCode, headers, body }: Pick<LightMyRequestResponse, 'statusCode' | 'headers' | 'body'>): string | undefined => {
    const found = operations.find((each) => each.method === method.toLowerCase() && each.pattern.test(url.split('?')[0] ?? ''))
    if (found === undefined) return `${method} ${url} is not documented`
    const { path, operation: { responses, operationId } } = found
    const status = [String(statusCode), 'default'].find((each) => each in responses && responses[each]?.content?.['*/*'] === undefined)
    if (status === undefined) return `${operationId}: ${statusCode} is not documented`
    const type = String(headers['content-type'] ?? '').split(';')[0] ?? ''
    const { content } = responses[status] ?? {}
    if (body === '' && (content === undefined || statusCode === 500)) return undefined // the network's errors have no body
    if (content?.[type] === undefined) return `${operationId}: ${type} of ${statusCode} is not documented`
    const validate = ajv.getSchema(`openapi#${pointer('paths', path, found.method, 'responses', status, 'content', type, 'schema')}`)
    if (validate === undefined) return `${operationId}: ${statusCode} has no schema`
    const value: unknown = type.endsWith('json') ? JSON.parse(body) : body
    return validate(value) === true ? undefined : `${operationId}: ${statusCode} ${ajv.errorsText(validate.errors)}`
  }
}
