import swagger from '@fastify/swagger'
import Fastify, { type RouteOptions } from 'fastify'
import { pathsOf } from './pims-openapi.ts'
import { facadeOperations, operations } from '../pims/operations/index.ts'
import type { Settings } from '../sandbox/settings.ts'
import { isObject } from '../lib/json.ts'

const TAGS = {
  facade: 'The facade itself',
  BasicAuthentication: 'PIMS: who the user is',
  StrongAuthentication: 'PIMS: the second factor',
  inwebo: 'The protocol of inWebo devices',
  oauth: 'OAuth 2',
  cvs: 'The calls that real clients make around it',
  admin: 'For tests and people, never for the app under test',
  health: 'For those who wait for the server'
}

/** Draws the OpenAPI 3.1 document from the schemas of the routes; the PIMS face from its operations. */
export async function drawOpenApi (routes: readonly RouteOptions[], settings: Settings): Promise<Record<string, unknown>> {
  const app = Fastify({ exposeHeadRoutes: false })
  app.setValidatorCompiler(() => Boolean)
  app.setSerializerCompiler(() => JSON.stringify)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'pims-mock',
        version: '1',
        description: 'A mock of the PIMS strong-authentication backend and of the inWebo service behind it. Every path works under /sandbox/{id} too, in a world of its own; so does the header X-Sandbox.',
        license: { name: 'MIT', identifier: 'MIT' }
      },
      servers: [{ url: '/' }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          account: { type: 'http', scheme: 'bearer', description: "An account's id, or an access token" },
          admin: { type: 'http', scheme: 'bearer', description: 'ADMIN_TOKEN, where one is set' }
        }
      }
    }
  })
  for (const { method, url, schema = {} } of routes) {
    const { querystring, ...rest } = schema
    const isListed = isObject(querystring) && 'properties' in querystring // anything at all cannot be listed
    app.route({ method, url, schema: { ...rest, ...(isListed && { querystring }), ...describe(String(method), url) }, handler: neverCalled })
  }
  await app.ready()
  const document = app.swagger() as { paths: object }
  return tidy({ ...document, paths: { ...pathsOf([...facadeOperations, ...operations], settings), ...document.paths } }) as Record<string, unknown>
}

/* c8 ignore next -- this application describes its routes, and is asked nothing */
const neverCalled = () => {}

const describe = (method: string, url: string) => ({
  operationId: `${method.toLowerCase()}${url.replace(/[^A-Za-z0-9]+(.)?/g, (_, letter: string = '') => letter.toUpperCase())}`,
  security: url.startsWith('/admin') ? [{}, { admin: [] }] : [{}]
})

/**
 * Brings TypeBox's schemas into the dialect of OpenAPI 3.1: the type `undefined` (of a body that may be left out) goes,
 * and the items of a tuple are its `prefixItems`.
 */
function tidy (value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isUndefinedType(item)).map(tidy)
  if (!isObject(value)) return value
  const { additionalItems, ...rest } = value
  const { items, ...tuple } = rest
  const schema = Array.isArray(items) && additionalItems !== undefined ? { ...tuple, prefixItems: items, items: additionalItems } : value
  return Object.fromEntries(Object.entries(schema).map(([key, item]) => [key, tidy(item)]))
}

const isUndefinedType = (item: unknown): boolean => isObject(item) && item.type === 'undefined'
