import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** A file of the console, ready to be sent. */
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
export const assetHeaders = {
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
  vary: 'accept-encoding'
}

/** The files of the console, by name: a list made once, so that no path of a request reaches the disk. */
export class ConsoleAssets {
  readonly #folder: string
  readonly #assets = new Map<string, Asset & { readonly time: number }>()
  #names: ReadonlySet<string> | undefined

  /** @param folder the built console; where it is missing, there are no files */
  constructor (folder: string) {
    this.#folder = folder
  }

  /** A file by its name; read again when its time has changed, for those who work on it. */
  get (name: string): Asset | undefined {
    if (!this.#known.has(name)) return undefined
    const path = join(this.#folder, name)
    const time = statSync(path).mtimeMs
    const read = this.#assets.get(name)
    if (read?.time === time) return read
    const plain = readFileSync(path)
    const asset = { type: TYPES[extname(name)] ?? '', etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`, plain, gzipped: gzipSync(plain), time }
    this.#assets.set(name, asset)
    return asset
  }

  get #known (): ReadonlySet<string> {
    this.#names ??= new Set(namesIn(this.#folder))
    return this.#names
  }
}

function namesIn (folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => Object.hasOwn(TYPES, extname(name)))
  } catch {
    return []
  }
}
