import type { FastifyPluginAsync } from 'fastify'
import { answerHead } from '../src/http/answer-head.ts'
import { originOf, sandboxUrl } from '../src/http/public-url.ts'
import { sandboxIdOf } from '../src/http/select-sandbox.ts'
import { pathOf } from '../src/lib/url/path-of.ts'
import { VERSION } from '../src/version.ts'

/** What is asked first: a browser is led to the console, anybody else is told that the server is up, and where things are. */
export const rootRoutes: FastifyPluginAsync = async (app) => {
  answerHead(app)
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    if (request.headers.accept?.includes('text/html') === true) {
      const path = pathOf(request.originalUrl)
      return reply.redirect(path.endsWith('/') ? 'console/' : `${path.slice(path.lastIndexOf('/') + 1)}/console/`)
    }
    const base = sandboxUrl(originOf(request), sandboxIdOf(request))
    return {
      status: 'ok',
      version: VERSION,
      pims: `${base}/pims.authentication.smscode`,
      admin: `${base}/admin/overview`,
      console: `${base}/console/`,
      docs: `${base}/docs/`,
      openapi: `${base}/docs/openapi.json`,
      health: `${base}/health`
    }
  })
}
