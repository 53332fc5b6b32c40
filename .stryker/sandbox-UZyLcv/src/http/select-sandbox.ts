// @ts-nocheck
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Malformed } from '../lib/errors.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { DEFAULT_SANDBOX, SANDBOX_ID, type Sandboxes } from '../sandbox/sandboxes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The sandbox that the request runs in. */
    sandbox: Sandbox
  }
}

const PREFIX = '/sandbox/'
const HEADER = 'x-sandbox'

/** Takes the prefix `/sandbox/{id}` off a URL; what it names wins over the header, so it takes its place. */
export function rewriteUrl ({ url = '/', headers }: Pick<IncomingMessage, 'url' | 'headers'>): string {
  if (!url.startsWith(PREFIX)) return url
  const rest = url.slice(PREFIX.length)
  const end = rest.search(/[/?]/)
  headers[HEADER] = end === -1 ? rest : rest.slice(0, end)
  const path = end === -1 ? '' : rest.slice(end)
  return path.startsWith('/') ? path : `/${path}`
}

/** Gives every request its sandbox: that of the path prefix, else of the header `X-Sandbox`, else `default`. */
export function selectSandbox (app: FastifyInstance, sandboxes: Sandboxes): void {
  app.decorateRequest('sandbox')
  app.addHook('onRequest', (request, reply, done) => {
    const sandbox = sandboxes.open(readId(request.headers[HEADER]))
    request.sandbox = sandbox
    if (sandbox.id !== DEFAULT_SANDBOX) keepWhileRunning(sandbox, reply)
    done()
  })
}

/** @throws Malformed */
function readId (id: unknown = DEFAULT_SANDBOX): string {
  if (typeof id === 'string' && SANDBOX_ID.test(id)) return id
  throw new Malformed(`"${String(id)}" is no id of a sandbox. Use 1 to 64 letters, digits, dots, hyphens and underscores.`)
}

/** A sandbox with a request under way must not go to make room; `default` never does, and needs no counting. */
function keepWhileRunning (sandbox: Sandbox, { raw }: FastifyReply): void {
  sandbox.enter()
  raw.once('close', () => sandbox.leave())
}
