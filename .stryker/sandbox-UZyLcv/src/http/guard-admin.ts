// @ts-nocheck
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { HttpError } from './errors.ts'
import { bearer } from './bearer.ts'

/**
 * Keeps pages of other sites out, and everybody without the token where one is set (docs/reference/http-api.md#5-the-admin-api).
 *
 * @param token what `ADMIN_TOKEN` says
 */
export function guardAdmin (app: FastifyInstance, token: string | undefined): void {
  const expected = token === undefined ? undefined : digest(token)
  app.addHook('onRequest', (request, _reply, done) => {
    refuseForeignPages(request)
    if (expected !== undefined) askForToken(request, expected)
    done()
  })
}

function refuseForeignPages ({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site']
  const isForeign = site === 'cross-site' || site === 'same-site' ||
    (headers.origin !== undefined && hostOf(headers.origin) !== headers.host)
  if (isForeign) throw new HttpError(403, 'Pages of another site may not use the admin API. Call it from a test, a shell, or the console of this server.')
}

const hostOf = (origin: string): string | undefined => URL.canParse(origin) ? new URL(origin).host : undefined

function askForToken ({ headers }: FastifyRequest, expected: Buffer): void {
  const given = bearer(headers.authorization)
  if (given === undefined || !timingSafeEqual(digest(given), expected)) {
    throw new HttpError(401, 'This server has an ADMIN_TOKEN. Send it as Authorization: Bearer {ADMIN_TOKEN}.')
  }
}

/** Digests are of one length, which is what a comparison in constant time needs. */
const digest = (token: string): Buffer => createHash('sha256').update(token).digest()
