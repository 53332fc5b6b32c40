import type { FastifyInstance } from 'fastify'
import { isObject, refuseDeep, tryParse } from '../../lib/json.ts'

/** The largest body of a request, in bytes; only PUT /admin/state takes larger ones. */
export const FACE_BODY_LIMIT = 64 * 1024

/**
 * The fields of a body: of a JSON object, else of a form; a body that is neither has none.
 *
 * @throws TooDeep
 */
function readFields (contentType: string | undefined, text: string): Record<string, unknown> {
  if (contentType?.includes('json') !== true) return Object.fromEntries(new URLSearchParams(text))
  refuseDeep(text)
  const value = tryParse(text)
  return isObject(value) ? value : {}
}

/** Reads bodies as the real clients send them: a form, JSON, or nothing at all under any content type. */
export function acceptForms (app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    try {
      done(null, readFields(request.headers['content-type'], String(body)))
    } catch (error) {
      done(error as Error)
    }
  })
}

/** The texts among the fields of a query and of a body, which wins. */
export function mergeFields (query: unknown, body: unknown): Record<string, string | undefined> {
  const fields = { ...isObject(query) && query, ...isObject(body) && body }
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
