import type { FastifyRequest } from 'fastify'
import { maskPath } from '../../journal/mask.ts'
import { nearestWord } from '../../lib/nearest-word.ts'
import { pathOf } from '../../lib/url/path-of.ts'
import { SANDBOX_ID } from '../../sandbox/sandboxes.ts'

/** What a 404 needs to know of its request: `url` is without the prefix of the sandbox. */
export type UnroutedRequest = Pick<FastifyRequest, 'method' | 'originalUrl' | 'url'>

/** A sandbox that is named in another way than by `/sandbox/{id}`, such as `/sandboxes/{id}/…` or `/admin/sandboxes/{id}/…`. */
const MISNAMED = /^(\/admin)?\/([^/]+)\/([^/]+)(\/.+)$/
const PREFIX = /\/sandbox\/[^/]+$/

/**
 * The path below its sandbox, and the prefix that names this sandbox; one that somebody has misspelled as they meant it, for
 * without it they would be led to the default sandbox.
 */
export function asWritten ({ originalUrl, url }: UnroutedRequest): { readonly prefix: string, readonly path: string } {
  const [asked, path] = [pathOf(originalUrl), pathOf(url)]
  const [prefix] = asked.endsWith(path) ? PREFIX.exec(asked.slice(0, asked.length - path.length)) ?? [] : []
  if (prefix !== undefined) return { prefix, path }
  const [, admin = '', word = '', id = '', rest = ''] = MISNAMED.exec(path) ?? []
  if (nearestWord(word, ['sandbox']) === undefined || !SANDBOX_ID.test(id)) return { prefix: '', path }
  return { prefix: `/sandbox${maskPath(`/${id}`)}`, path: rest.startsWith('/admin/') ? rest : admin + rest }
}
