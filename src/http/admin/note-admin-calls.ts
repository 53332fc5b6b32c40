import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AdminCalls, LARGEST_ADMIN_BODY } from '../../journal/admin-calls.ts'

/** Routes that only look, that speak of the journal alone, or after which there is nothing to know: of a reset the sandbox itself tells. */
const NOT_NOTED: ReadonlySet<string> = new Set(['/admin/verify', '/admin/requests', '/admin/reset'])

/** Notes in the sandbox what the calls of a plugin have changed there. */
export function noteAdminCalls (app: FastifyInstance): void {
  app.addHook('onSend', (request, { statusCode }, payload, done) => {
    const { method, routeOptions: { url = '' } } = request
    if (method !== 'GET' && statusCode < 400 && !NOT_NOTED.has(url)) noteAdminCall(request)
    done(null, payload)
  })
}

/** Notes one call in its sandbox. */
export function noteAdminCall ({ server, raw, sandbox, method, url, body }: Pick<FastifyRequest, 'server' | 'raw' | 'sandbox' | 'method' | 'url' | 'body'>): void {
  const isLarge = server.requestMemory.lengthOf(raw) > LARGEST_ADMIN_BODY
  sandbox.part(AdminCalls).add(method, url, isLarge ? null : body === undefined || body === null ? undefined : JSON.stringify(body))
}
