import type { FastifyInstance } from 'fastify'
import { HttpError } from './errors.ts'

/** Accepts only JSON bodies. An empty body of any content type is no body: many clients send one with every request. */
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
