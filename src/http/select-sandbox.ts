import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Malformed } from '../lib/errors.ts'
import { DEFAULT_SANDBOX, type Sandbox } from '../sandbox/sandbox.ts'
import { SANDBOX_ID, type Sandboxes } from '../sandbox/sandboxes.ts'
import type { FaceReply } from './face-request.ts'
import { HttpError } from './errors.ts'
import { onClose } from './closing/on-close.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The sandbox that the request runs in. */
    sandbox: Sandbox
  }

  interface FastifyInstance {
    readonly sandboxes: Sandboxes
  }
}

const PREFIX = '/sandbox/'
const HEADER = 'x-sandbox'
/** The header that says, of the request that makes a sandbox, that there was one of this id that was forgotten. */
const FORGOTTEN_HEADER = 'x-mock-forgotten'
/** Scheme and authority of a request target in absolute form, as clients send it to proxies. */
const ORIGIN = /^https?:\/\/[^/?]*/i

/** What discovery puts before the path of the server that a client asks about (RFC 8414, section 3.1). */
const WELL_KNOWN = /^\/\.well-known\/[^/?]+(?=\/sandbox\/)/

/** Takes the prefix `/sandbox/{id}` off a URL; what it names wins over the header, so it takes its place. */
export function rewriteUrl ({ url = '/', headers }: Pick<IncomingMessage, 'url' | 'headers'>): string {
  const asked = url.startsWith('/') ? url : url.replace(ORIGIN, '')
  const [before] = asked.startsWith('/.') ? WELL_KNOWN.exec(asked) ?? [''] : ['']
  const target = asked.slice(before.length)
  if (!target.startsWith(PREFIX)) return asked === url ? url : asked.startsWith('/') ? asked : `/${asked}`
  const rest = target.slice(PREFIX.length)
  const end = rest.search(/[/?]/)
  headers[HEADER] = end === -1 ? rest : rest.slice(0, end)
  const path = end === -1 ? '' : rest.slice(end)
  return `${before}${path.startsWith('/') ? path : `/${path}`}`
}

/** Makes the sandboxes known to all plugins, and refuses every request that names one by an id that none can have. */
export function registerSandboxes (app: FastifyInstance, sandboxes: Sandboxes): void {
  app.decorate('sandboxes', sandboxes)
  app.decorateRequest('sandbox')
  app.addHook('onRequest', (request, _reply, done) => {
    checkId(sandboxIdOf(request))
    done()
  })
}

/**
 * Gives every request of a plugin its sandbox: that of the path prefix, else of the header `X-Sandbox`, else `default`. A
 * request that no route takes runs in a sandbox, but makes none that stays. Hooks that refuse requests belong before it.
 */
export function selectSandbox (app: FastifyInstance): void {
  const { sandboxes } = app
  app.addHook('onRequest', (request, reply, done) => {
    const id = sandboxIdOf(request)
    if (request.is404) {
      request.sandbox = sandboxes.peek(id)
      return done()
    }
    const isNew = sandboxes.get(id) === undefined
    if (isNew && app.servesForeignPages !== true) refuseEmbedded(request)
    const sandbox = sandboxes.open(id)
    request.sandbox = sandbox
    if (isNew && sandbox.loss !== undefined && sandbox.settings.reasonHeader) reply.header(FORGOTTEN_HEADER, `the ${sandbox.loss}`)
    enterSandbox(reply)
    done()
  })
}

/** Counts a request as one that its sandbox is used by, until its reply is over. */
export function enterSandbox (reply: FaceReply): void {
  const { sandbox } = reply.request
  if (sandbox.id === DEFAULT_SANDBOX) return // it never goes to make room, and needs no counting
  sandbox.enter()
  onClose(reply, () => sandbox.leave())
}

/** Refuses the requests of a plugin whose sandbox was dropped while their body came in; the faces do it themselves. */
export function refuseDropped (app: FastifyInstance): void {
  app.addHook('preHandler', ({ sandbox }, _reply, done) => {
    sandbox.refuseClosed()
    done()
  })
}

/** The id of the sandbox that a request names, or of the default one. */
export const sandboxIdOf = ({ headers: { [HEADER]: id = DEFAULT_SANDBOX } }: Pick<FastifyRequest, 'headers'>): string => String(id)

/** @throws Malformed */
function checkId (id: string): void {
  if (!SANDBOX_ID.test(id)) throw new Malformed(`"${id}" is not a valid sandbox id. Use 1 to 64 letters, digits, dots, hyphens and underscores.`)
}

/** An image or a frame of another site's page must not make sandboxes, which would drop those of others; a page that the user opens may. */
function refuseEmbedded ({ headers }: FastifyRequest): void {
  const { 'sec-fetch-site': site, 'sec-fetch-dest': destination } = headers
  if ((site === 'cross-site' || site === 'same-site') && destination !== 'document') {
    throw new HttpError(403, 'Pages of another site may not make a sandbox. Make it with PUT /admin/sandboxes/{id} from a test or a shell.')
  }
}
