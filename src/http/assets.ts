import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import { NotFound } from '../lib/errors.ts'

const compress = promisify(gzip)

/** A file of a page, ready to be sent. */
export interface Asset {
  readonly type: string
  readonly etag: string
  readonly plain: Buffer
  readonly gzipped: Buffer
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml'
}

/**
 * What every file is sent with: the page loads nothing from elsewhere, runs no script but its own, and is framed by nobody.
 * gzip and no brotli: over plain HTTP browsers take that from localhost only.
 */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
  vary: 'accept-encoding'
}
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What else a page may do, in the words of its policy. */
interface AssetsOptions {
  /** The built page; where it is missing, there are no files. */
  readonly folder: string
  /** Where its pictures come from, and what else differs from page to page. */
  readonly policy: string
}

/** The files of a page, by name: from a list, so that no path of a request reaches the disk. */
export class Assets {
  readonly #folder: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #assets = new Map<string, Asset & { readonly time: number }>()
  /** Looked for again until there are some. */
  #names: ReadonlySet<string> = new Set()

  constructor ({ folder, policy }: AssetsOptions) {
    this.#folder = folder
    this.#headers = { ...HEADERS, 'content-security-policy': `${POLICY}; ${policy}` }
  }

  /** A file by its name; read again when its time has changed, for those who work on it. */
  async get (name: string): Promise<Asset | undefined> {
    if (this.#names.size === 0) this.#names = await namesIn(this.#folder)
    if (!this.#names.has(name)) return undefined
    const path = join(this.#folder, name)
    const time = (await stat(path)).mtimeMs
    const read = this.#assets.get(name)
    if (read?.time === time) return read
    const plain = await readFile(path)
    const asset = { type: TYPES[extname(name)] ?? '', etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`, plain, gzipped: await compress(plain, { level: constants.Z_BEST_COMPRESSION }), time }
    this.#assets.set(name, asset)
    return asset
  }

  /**
   * Sends a file in an encoding that the client accepts; 304 when its copy is current.
   *
   * @throws NotFound
   */
  async send (reply: FastifyReply, name: string): Promise<FastifyReply> {
    const asset = await this.get(name)
    if (asset === undefined) throw new NotFound(name === 'index.html' ? 'The page is not built. Run npm run build.' : `The page has no file "${name}".`)
    const { 'if-none-match': known, 'accept-encoding': encodings } = reply.request.headers
    reply.headers({ ...this.#headers, etag: asset.etag })
    if (known === asset.etag) return reply.code(304).send()
    const takesGzip = /\bgzip\b/.test(String(encodings))
    if (takesGzip) reply.header('content-encoding', 'gzip')
    return reply.type(asset.type).send(takesGzip ? asset.gzipped : asset.plain)
  }
}

/** The names of the files that a page may ask for; none where it is not built. */
async function namesIn (folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(folder).catch(() => [])
  return new Set(names.filter((name) => Object.hasOwn(TYPES, extname(name))))
}
