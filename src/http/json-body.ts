import type { FastifyInstance } from 'fastify'
import { refuseDeep } from '../lib/json.ts'
import { HttpError } from './errors.ts'

/** Parses the JSON bodies of a plugin. An empty body is no body: many clients send one with every request. */
export function addJsonParser (app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined)
    const text = String(body)
    try {
      refuseDeep(text)
    } catch (error) {
      return done(error as Error)
    }
    parse(request, text, done)
  })
}

/** Accepts only JSON bodies. */
export function acceptJson (app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  addJsonParser(app)
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') done(null, undefined)
    else done(new HttpError(415, 'Send the body as JSON, with content-type: application/json.'))
  })
}
