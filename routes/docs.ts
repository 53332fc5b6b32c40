import type { FastifyInstance, FastifyPluginAsync, RouteOptions } from 'fastify'
import type { Document } from '../src/docs/page.ts'
import type { Settings } from '../src/sandbox/settings.ts'

/** Notes every route that is registered from now on, for the documentation; the PIMS face is described by its operations instead. */
export function collectRoutes (app: FastifyInstance): readonly RouteOptions[] {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    const isDescribed = route.method !== 'HEAD' && !route.url.startsWith('/pims.') && route.schema?.hide !== true && route.url !== '*'
    if (isDescribed) routes.push(route)
  })
  return routes
}

export interface DocsOptions {
  readonly routes: readonly RouteOptions[]
  readonly settings: Settings
}

/** The documentation. It is drawn, and what draws it loaded, when somebody first asks: a start must not wait for it. */
export const docsRoutes: FastifyPluginAsync<DocsOptions> = async (app, { routes, settings }) => {
  let drawn: Promise<Record<string, unknown>> | undefined
  const draw = async () => {
    const { drawOpenApi } = await import('../src/docs/openapi.ts')
    return await drawOpenApi(routes, settings)
  }
  /** The document; one that could not be drawn is tried again. */
  const document = async () => {
    drawn ??= draw()
    try {
      return await drawn
    } catch (error) {
      drawn = undefined
      throw error
    }
  }

  app.get('/docs/openapi.json', { schema: { hide: true } }, async ({ protocol, host }) => {
    const content = await document()
    const { serversOf } = await import('../src/docs/openapi.ts')
    return { ...content, servers: serversOf(`${protocol}://${host}`) }
  })

  app.get('/docs', { schema: { hide: true } }, async ({ originalUrl }, reply) => {
    const content = await document() as unknown as Document
    const { renderDocs } = await import('../src/docs/page.ts')
    const openApi = /\/docs\/(\?|$)/.test(originalUrl) ? 'openapi.json' : 'docs/openapi.json'
    return reply.type('text/html; charset=utf-8').send(renderDocs(content, openApi))
  })
}
