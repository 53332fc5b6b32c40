import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Reader } from '../src/docs/openapi.ts'
import { answerHead } from '../src/http/answer-head.ts'
import type { Assets } from '../src/http/assets.ts'
import { JSON_TYPE } from '../src/http/errors.ts'
import { OriginSchema, originOf } from '../src/http/public-url.ts'
import { sandboxIdOf } from '../src/http/select-sandbox.ts'
import { pathOf } from '../src/lib/url/path-of.ts'
import type { Settings } from '../src/sandbox/settings.ts'

/** Notes every route that is registered from now on, for the documentation; the PIMS face is described by its operations instead. */
export function collectRoutes (app: FastifyInstance): readonly RouteOptions[] {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    const isDescribed = !route.url.startsWith('/pims.') && route.schema?.hide !== true && route.url !== '*'
    if (isDescribed) routes.push(route)
  })
  return routes
}

export interface DocsOptions {
  readonly routes: readonly RouteOptions[]
  readonly settings: Settings
  /** The page for people. */
  readonly assets: Assets
}

/** The documentation. It is drawn, and what draws it loaded, when somebody first asks: a start must not wait for it. */
export const docsRoutes: FastifyPluginAsyncTypebox<DocsOptions> = async (app, { routes, settings, assets }) => {
  answerHead(app)
  let drawn: Promise<(reader: Reader) => string> | undefined
  const draw = async () => {
    const { drawOpenApi, writerOf } = await import('../src/docs/openapi.ts')
    return writerOf(await drawOpenApi(routes, settings))
  }
  /** The document; one that could not be drawn is tried again. */
  const writer = async () => {
    drawn ??= draw()
    try {
      return await drawn
    } catch (error) {
      drawn = undefined
      throw error
    }
  }

  app.get('/docs/openapi.json', { schema: { hide: true, querystring: Type.Object({ origin: OriginSchema }) } }, async (request, reply) => {
    const write = await writer()
    return reply.type(JSON_TYPE).send(write({ origin: originOf(request, request.query.origin), sandbox: sandboxIdOf(request) }))
  })

  // The router takes both spellings for one; the page's relative addresses need the slash.
  app.get('/docs', { schema: { hide: true } }, async ({ originalUrl }, reply) =>
    pathOf(originalUrl).endsWith('/') ? assets.send(reply, 'index.html') : reply.redirect('docs/'))

  app.get('/docs/:file', { schema: { hide: true, params: Type.Object({ file: Type.String() }) } }, async ({ params: { file } }, reply) => assets.send(reply, file))
}
