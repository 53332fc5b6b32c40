import type { FastifyInstance } from 'fastify'
import { isObject, refuseDeep, tryParse } from '../../lib/json.ts'
import { isJsonType } from '../../lib/json-type.ts'
import { refuseEncoded } from './encoded-body.ts'

/** The largest body of a request, in bytes; only PUT /admin/state takes larger ones. */
export const FACE_BODY_LIMIT = 64 * 1024

/**
 * The fields of a body: of a JSON object, else of a form; a body that is neither has none.
 *
 * @throws TooDeep
 */
function readFields (contentType: string | undefined, text: string): Record<string, unknown> {
  if (!isJsonType(contentType)) return readForm(text)
  refuseDeep(text)
  const value = tryParse(text)
  return isObject(value) ? value : {}
}

/** The fields of a form; one that comes more than once is a list, as in a query. */
function readForm (text: string): Record<string, string | string[]> {
  const fields = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields.get(name)
    if (Array.isArray(before)) before.push(value)
    else fields.set(name, before === undefined ? value : [before, value])
  }
  return Object.fromEntries(fields)
}

/** Reads bodies as the real clients send them: a form, JSON, or nothing at all under any content type. */
export function acceptForms (app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    try {
      if (body !== '') refuseEncoded(request)
      app.requestMemory.reserveParsed(request.raw, String(body))
      done(null, readFields(request.headers['content-type'], String(body)))
    } catch (error) {
      done(error as Error)
    }
  })
}

/** A field that comes more than once in a query, or in a body. */
export const repeatedField = (query: unknown, body: unknown): string | undefined =>
  [query, body].flatMap((fields) => isObject(fields) ? Object.entries(fields) : []).find(([, value]) => Array.isArray(value))?.[0]

/** The texts among the fields of a query and of a body, which wins. */
export function mergeFields (query: unknown, body: unknown): Record<string, string | undefined> {
  const fields = { ...isObject(query) && query, ...isObject(body) && body }
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
