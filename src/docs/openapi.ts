import swagger from '@fastify/swagger'
import Fastify, { type FastifySchema, type RouteOptions } from 'fastify'
import packageJson from '../../package.json' with { type: 'json' }
import { componentNames } from '../pims/reference/reference.ts'
import { allOperations } from '../pims/registry.ts'
import { DEFAULT_SANDBOX } from '../sandbox/sandbox.ts'
import type { Settings } from '../sandbox/settings.ts'
import { ErrorSchema } from '../wire/error.ts'
import { schemaController } from '../http/validator.ts'
import { camelCase } from '../lib/text/camel-case.ts'
import { statusText } from '../lib/status-text.ts'
import { isObject, type Json } from '../lib/json.ts'
import { exampleInputs } from './example-inputs.ts'
import { nameSchemas } from './named-schemas.ts'
import { pathsOf } from './pims-openapi.ts'
import { plainOperations } from './plain-operations.ts'
import { EXAMPLE_SERVER } from './snippets.ts'

const TAGS = {
  ...Object.fromEntries([...componentNames].map(([tag, name]) => [tag, `PIMS: ${name}`])),
  SDK: 'PIMS: the facade itself',
  BasicAuthentication: 'PIMS: who the user is',
  StrongAuthentication: 'PIMS: the second factor',
  inWebo: 'The protocol of inWebo devices',
  'inWebo service': 'What a server asks inWebo about its users',
  'OAuth 2': 'The login server of the brands',
  CVS: 'The calls that real clients make around it',
  admin: 'For tests and people, never for the app under test',
  health: 'For those who wait for the server'
}

const DESCRIPTION = `A mock of the PIMS strong-authentication backend and of the inWebo service behind it.

Try it: an account's id is its bearer token, and \`alice\` is a good one. \`GET /admin/sms/latest\` answers the code that an operation sent.

Every path works under \`/sandbox/{id}\` too, in a world of its own; so does the header \`X-Sandbox\`.`

/** Who asks for the document: by which address of the server, and in which sandbox. */
export interface Reader {
  readonly origin: string
  readonly sandbox: string
}

/** Makes what writes a document as its reader reaches this server: the servers it lists, and those of its examples. */
export function writerOf (document: Readonly<Record<string, unknown>>): (reader: Reader) => string {
  const text = JSON.stringify(document).slice(0, -1)
  return ({ origin, sandbox }) => {
    const base = JSON.stringify(sandbox === DEFAULT_SANDBOX ? origin : `${origin}/sandbox/${sandbox}`).slice(1, -1)
    return `${text.replaceAll(EXAMPLE_SERVER, () => base)},"servers":${JSON.stringify(serversOf(origin, sandbox))}}`
  }
}

/** The sandbox of the reader first. All are absolute, for clients that are generated from a saved document. */
function serversOf (origin: string, sandbox: string): object[] {
  const main = { url: origin, description: 'The default sandbox' }
  const other = { url: `${origin}/sandbox/{id}`, description: 'A sandbox of its own, with any id: it is made on first use', variables: { id: { default: sandbox === DEFAULT_SANDBOX ? 'my-test' : sandbox } } }
  return sandbox === DEFAULT_SANDBOX ? [main, other] : [other, main]
}

/** Draws the OpenAPI 3.1 document, all but its servers, from the schemas of the routes; the PIMS face from its operations. */
export async function drawOpenApi (routes: readonly RouteOptions[], settings: Settings): Promise<Record<string, unknown>> {
  const app = Fastify({ exposeHeadRoutes: false, schemaController })
  app.setValidatorCompiler(() => Boolean)
  app.setSerializerCompiler(() => JSON.stringify)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: packageJson.name,
        version: packageJson.version,
        description: DESCRIPTION,
        license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' }
      },
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          account: { type: 'http', scheme: 'bearer', description: "An account's id, such as alice, or an access token" },
          admin: { type: 'http', scheme: 'bearer', description: 'ADMIN_TOKEN, where one is set' }
        }
      }
    }
  })
  for (const route of routes) {
    for (const method of [route.method].flat().filter((each) => each !== 'HEAD')) { // which answers as GET does
      app.route({ method, url: route.url, schema: describe({ ...route, method }), handler: neverCalled })
    }
  }
  await app.ready()
  const { paths, components, ...document } = app.swagger() as { paths: Record<string, object>, components: object }
  const schemas: Record<string, unknown> = {}
  const named = nameSchemas(plainOperations({ ...pathsOf(allOperations(), settings), ...paths }), schemas)
  return { ...document, paths: nameAnswers(giveExamples(Object(named))), components: { ...components, schemas } }
}

/* c8 ignore next -- this application describes its routes, and is asked nothing */
const neverCalled = () => {}

/** The schema of a route as the documentation shows it. */
function describe ({ method, url, schema, config }: RouteOptions): FastifySchema {
  const { querystring, response, ...rest } = { ...schema, ...config?.documented }
  const isListed = isObject(querystring) && 'properties' in querystring // anything at all cannot be listed
  const isAdmin = url.startsWith('/admin')
  return {
    operationId: camelCase(`${String(method).toLowerCase()} ${url}`),
    security: isAdmin ? [{}, { admin: [] }] : [],
    ...rest,
    description: rest.description ?? `${rest.summary ?? ''}.`,
    ...(isListed && { querystring }),
    response: { ...isObject(response) && withDefault(response), ...(isAdmin && { default: ErrorSchema }) }
  }
}

/** The answers of a route, where the ranges of statuses are one: generators know `default`, and some no range. */
function withDefault (response: Json): Json {
  const { '4xx': wrong, '5xx': unable = wrong, ...rest } = response
  return unable === undefined ? rest : { ...rest, default: unable }
}

/** Names the answers that have no description of their own by their status. */
function nameAnswers (value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => nameAnswers(item))
  if (!isObject(value)) return value
  const named = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, nameAnswers(item, name)]))
  return value.description === 'Default Response' ? { ...named, description: (statusText(Number(key)) || 'The request is wrong or not allowed, or the server cannot do it') } : named
}

/** Puts the examples of what is sent into the operations that have some. */
const giveExamples = (paths: object): object => Object.fromEntries(Object.entries(paths).map(([path, item]) =>
  [path, Object.fromEntries(Object.entries(item as object).map(([method, operation]) => [method, giveExample(`${method.toUpperCase()} ${path}`, operation as DrawnOperation)]))]))

interface DrawnOperation {
  readonly parameters?: ReadonlyArray<{ readonly in: string, readonly name: string }>
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> }
}

function giveExample (route: string, operation: DrawnOperation): DrawnOperation {
  const { path = {}, body } = exampleInputs[route] ?? {}
  const { parameters, requestBody } = operation
  return {
    ...operation,
    ...parameters && { parameters: parameters.map((parameter) => parameter.in === 'path' && path[parameter.name] !== undefined ? { ...parameter, example: path[parameter.name] } : parameter) },
    ...requestBody && body !== undefined && {
      requestBody: { ...requestBody, content: Object.fromEntries(Object.entries(requestBody.content).map(([type, media]) => [type, { ...media, example: body }])) }
    }
  }
}
