import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Assets } from '../src/http/assets.ts'
import { pathOf } from '../src/lib/path-of.ts'
import { NotFound } from '../src/lib/errors.ts'

/** The console: a page that holds nothing, and asks the admin API for everything. */
export const consoleRoutes: FastifyPluginAsyncTypebox<{ assets: Assets }> = async (app, { assets }) => {
  app.get('/', { exposeHeadRoute: true, schema: { hide: true } }, async ({ headers, originalUrl }, reply) => {
    if (headers.accept?.includes('text/html') !== true) throw new NotFound('There is nothing at GET /. The console is at /console/, the documentation at /docs.')
    const path = pathOf(originalUrl)
    return reply.redirect(path.endsWith('/') ? 'console/' : `${path.slice(path.lastIndexOf('/') + 1)}/console/`)
  })

  // The router takes both spellings for one; the page's relative addresses need the slash.
  app.get('/console', { exposeHeadRoute: true, schema: { hide: true } }, async ({ originalUrl }, reply) =>
    pathOf(originalUrl).endsWith('/') ? assets.send(reply, 'index.html') : reply.redirect('console/'))

  app.get('/console/:file', { exposeHeadRoute: true, schema: { hide: true, params: Type.Object({ file: Type.String() }) } }, async ({ params: { file } }, reply) => assets.send(reply, file))
}
