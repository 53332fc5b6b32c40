import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import { assetHeaders, type ConsoleAssets } from '../src/http/console-assets.ts'
import { pathOf } from '../src/lib/path-of.ts'
import { NotFound } from '../src/lib/errors.ts'

/** The console: a page that holds nothing, and asks the admin API for everything. */
export const consoleRoutes: FastifyPluginAsyncTypebox<{ assets: ConsoleAssets }> = async (app, { assets }) => {
  app.get('/', { schema: { hide: true } }, async ({ headers, originalUrl }, reply) => {
    if (headers.accept?.includes('text/html') !== true) throw new NotFound('There is nothing at GET /. The console is at /console/, the documentation at /docs.')
    const path = pathOf(originalUrl)
    return reply.redirect(path.endsWith('/') ? 'console/' : `${path.slice(path.lastIndexOf('/') + 1)}/console/`)
  })

  // The router takes both spellings for one; the page's relative addresses need the slash.
  app.get('/console', { schema: { hide: true } }, async ({ originalUrl }, reply) =>
    pathOf(originalUrl).endsWith('/') ? sendAsset(reply, 'index.html') : reply.redirect('console/'))

  app.get('/console/:file', { schema: { hide: true, params: Type.Object({ file: Type.String() }) } }, async ({ params: { file } }, reply) => sendAsset(reply, file))

  function sendAsset (reply: FastifyReply, name: string): FastifyReply {
    const asset = assets.get(name)
    if (asset === undefined) throw new NotFound(name === 'index.html' ? 'The console is not built. Run npm run build.' : `The console has no file "${name}".`)
    const { 'if-none-match': known, 'accept-encoding': encodings } = reply.request.headers
    reply.headers({ ...assetHeaders, etag: asset.etag })
    if (known === asset.etag) return reply.code(304).send()
    const takesGzip = /\bgzip\b/.test(String(encodings))
    if (takesGzip) reply.header('content-encoding', 'gzip')
    return reply.type(asset.type).send(takesGzip ? asset.gzipped : asset.plain)
  }
}
