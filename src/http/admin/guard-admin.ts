import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isHostName } from '../../lib/url/host-names.ts'
import { bearer } from '../bearer.ts'
import { HttpError } from '../errors.ts'

export interface AdminGuard {
  /** The bearer token that every request needs, where one is set. */
  readonly token: string | undefined
  /** Names that the admin API answers to besides addresses, `localhost` and names of one label; `*.` stands for one label. */
  readonly hosts: readonly string[]
  /** Where a proxy shows the pages of this server, where it does. */
  readonly origin?: string | undefined
}

/**
 * Keeps pages of other sites out of the admin API, unless the server is for them (`CORS`), and everybody without the token
 * where one is set (docs/reference/http-api.md#5-the-admin-api). Register it before `selectSandbox`, so that a refused request makes no sandbox.
 *
 * @returns what refuses a request, by throwing
 */
export function guardAdmin (app: FastifyInstance, { token, hosts, origin }: AdminGuard): Guard {
  const expected = token === undefined ? undefined : digest(token)
  const names = new Set(hosts.map((name) => name.toLowerCase()))
  const guard: Guard = (request) => {
    refuseForeignHosts(request, names)
    if (app.servesForeignPages !== true) refuseForeignPages(request, origin)
    if (expected !== undefined) askForToken(request, expected)
  }
  app.addHook('onRequest', (request, _reply, done) => {
    guard(request)
    done()
  })
  return guard
}

/** What a request says of where it comes from. */
type Guarded = Pick<FastifyRequest, 'hostname' | 'headers'>

/** @throws HttpError where a request is not let in */
export type Guard = (request: Guarded) => void

/** A name that somebody else's DNS may lead here would let a page of that name speak as one of this server's (DNS rebinding). */
function refuseForeignHosts ({ hostname }: Guarded, names: ReadonlySet<string>): void {
  const name = hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '')
  const isOwn = isIP(name) !== 0 || !name.includes('.') || name.endsWith('.localhost') ||
    names.has(name) || names.has(name.replace(/^[^.]+/, '*'))
  if (name !== '' && !isHostName(name)) throw new HttpError(400, 'The header Host is not the name of a host. Send an address, or a name of letters, digits, dots and hyphens.')
  if (!isOwn) {
    throw new HttpError(403, `The admin API does not answer to the host "${name}". Use an address or localhost, or start the server with ADMIN_HOSTS=${name}.`)
  }
}

function refuseForeignPages ({ headers }: Guarded, own: string | undefined): void {
  const site = headers['sec-fetch-site']
  const isForeign = site === 'cross-site' || site === 'same-site' ||
    (headers.origin !== undefined && headers.origin !== own && hostOf(headers.origin) !== headers.host)
  if (isForeign) throw new HttpError(403, 'Pages of another site may not use the admin API. Call it from a test, a shell, or a page of this server.')
}

const hostOf = (origin: string): string | undefined => URL.canParse(origin) ? new URL(origin).host : undefined

function askForToken ({ headers }: Guarded, expected: Buffer): void {
  const given = bearer(headers.authorization)
  if (given === undefined || !timingSafeEqual(digest(given), expected)) {
    throw new HttpError(401, 'This server has an ADMIN_TOKEN. Send it as Authorization: Bearer {ADMIN_TOKEN}.')
  }
}

/** Digests have one length, which a comparison in constant time needs. */
const digest = (token: string): Buffer => createHash('sha256').update(token).digest()
