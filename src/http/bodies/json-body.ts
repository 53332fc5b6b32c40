import type { FastifyInstance } from 'fastify'
import { refuseDeep } from '../../lib/json.ts'
import { refuseEncoded } from './encoded-body.ts'

/** Parses the JSON bodies of a plugin. An empty body counts as absent: many clients send one with every request. */
function addJsonParser (app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined)
    const text = String(body)
    try {
      refuseEncoded(request)
      refuseDeep(text)
      app.requestMemory.reserveParsed(request.raw, text)
    } catch (error) {
      return done(error as Error)
    }
    parse(request, text, done)
  })
}

/** Characters of a content type that an answer repeats. */
const MAX_TYPE = 100

/** Accepts only JSON bodies. */
export function acceptJson (app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  addJsonParser(app)
  app.addContentTypeParser('*', { parseAs: 'string' }, ({ headers }, body, done) => {
    if (body === '') return done(null, undefined)
    try {
      refuseEncoded({ headers })
    } catch (error) {
      return done(error as Error)
    }
    done(wrongType((headers['content-type'] ?? 'nothing').replace(/ *;.*/s, '').slice(0, MAX_TYPE)))
  })
}

/** A status and a sentence; each face has its own form for them. */
const wrongType = (type: string): Error =>
  Object.assign(new Error(`The body came as ${type}. Send it as JSON, with content-type: application/json (curl: -H 'content-type: application/json').`), { statusCode: 415 })
