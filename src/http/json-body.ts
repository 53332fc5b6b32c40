import type { FastifyInstance } from 'fastify'
import { HttpError } from './errors.ts'

/** Accepts bodies of JSON, and nothing else; many clients send some content type with every request, so an empty body is none. */
export function acceptJson (app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else parse(request, String(body), done)
  })
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') done(null, undefined)
    else done(new HttpError(415, 'Send the body as JSON, with content-type: application/json.'))
  })
}
