import type { FastifyInstance } from 'fastify'

/** Takes bodies of JSON, and nothing else; many clients send the content type with every request, so an empty one is none. */
export function takeJsonOnly (app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else parse(request, String(body), done)
  })
}
