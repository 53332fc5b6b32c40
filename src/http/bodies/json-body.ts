import { errorCodes, type FastifyInstance } from 'fastify'
import { parse } from 'secure-json-parse'
import { refuseDeep } from '../../lib/json.ts'
import { refuseEncoded } from './encoded-body.ts'

/**
 * The value of a JSON body. An empty body counts as absent: many clients send one with every request.
 *
 * @throws TooDeep, and what Fastify throws for a body that is no JSON
 */
export function readJson (text: string): unknown {
  if (text === '') return undefined
  refuseDeep(text)
  try {
    return parse(text, { protoAction: 'error', constructorAction: 'error' })
  } catch {
    throw new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY()
  }
}

/** Parses the JSON bodies of a plugin. */
function addJsonParser (app: FastifyInstance): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    try {
      if (body !== '') refuseEncoded(request)
      app.requestMemory.reserveParsed(request.raw, String(body))
      done(null, readJson(String(body)))
    } catch (error) {
      done(error as Error)
    }
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
