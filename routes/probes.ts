import type { FastifyPluginAsync } from 'fastify'
import { answerHead } from '../src/http/answer-head.ts'
import { errorBody } from '../src/http/errors.ts'

/** Where platforms look for a health check by habit. */
const HEALTH_PATHS = ['/healthz', '/livez', '/readyz', '/live', '/ready', '/ping', '/status']
/** What browsers, scrapers and crawlers ask any server for. */
const UNASKED_PATHS = ['/metrics', '/robots.txt', '/apple-touch-icon.png', '/apple-touch-icon-precomposed.png', '/.well-known/appspecific/com.chrome.devtools.json']

/** What programs ask every server for, unasked by anybody: answered, and kept out of the journal. */
export const probeRoutes: FastifyPluginAsync = async (app) => {
  answerHead(app)
  const hidden = { schema: { hide: true } }
  for (const path of HEALTH_PATHS) app.get(path, hidden, async () => ({ status: 'ok' }))
  app.get('/favicon.ico', hidden, async (_request, reply) => reply.code(204).send())
  for (const path of UNASKED_PATHS) {
    app.get(path, hidden, async (_request, reply) => reply.code(404).send(errorBody(404, `The mock has no ${path}. The health check is at /health, the documentation at /docs.`)))
  }
}
