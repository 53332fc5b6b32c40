import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { answerHead } from '../src/http/answer-head.ts'
import type { Assets } from '../src/http/assets.ts'
import { pathOf } from '../src/lib/url/path-of.ts'

/** The console: a page that holds nothing, and asks the admin API for everything. */
export const consoleRoutes: FastifyPluginAsyncTypebox<{ assets: Assets }> = async (app, { assets }) => {
  answerHead(app)

  // The router takes both spellings for one; the page's relative addresses need the slash.
  app.get('/console', { schema: { hide: true } }, async ({ originalUrl }, reply) =>
    pathOf(originalUrl).endsWith('/') ? assets.send(reply, 'index.html') : reply.redirect('console/'))

  app.get('/console/:file', { schema: { hide: true, params: Type.Object({ file: Type.String() }) } }, async ({ params: { file } }, reply) => assets.send(reply, file))
}
