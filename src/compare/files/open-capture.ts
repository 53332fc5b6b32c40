import { createReadStream } from 'node:fs'
import { lstat, open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip, createInflate, type Gunzip, type Inflate } from 'node:zlib'
import { FOLDER } from '../../lib/text/folder.ts'
import { isUtf16, UTF16 } from '../../lib/text/utf16.ts'
import { CaptureError, type CaptureSource } from '../source.ts'
import { MAX_BESIDE_BYTES } from './bounded.ts'
import { piecesOf, unreadable } from './pieces-of.ts'
import { openZip } from './zip.ts'

/** The second byte of what zlib packs, by its level. */
const ZLIB_LEVELS: ReadonlySet<number | undefined> = new Set([0x01, 0x5e, 0x9c, 0xda])

/** A name that stays in the folder of the capture. */
const PLAIN_NAME = /^[\w-][\w.-]{0,200}$/

/**
 * Opens what a recorder wrote: a HAR with or without files beside it, one that is packed (`.gz`, `.zhar`), or a `.zip` of both.
 *
 * @throws CaptureError that says why it cannot be read
 */
export async function openCapture (file: string): Promise<CaptureSource> {
  try {
    const start = await startOf(file)
    if (isUtf16(start)) throw new CaptureError(UTF16)
    return start.toString('latin1') === 'PK' ? await openZip(file) : openFile(file, start)
  } catch (error) {
    throw unreadable(file, error)
  }
}

function openFile (file: string, start: Buffer): CaptureSource {
  const unpack = start[0] === 0x1f && start[1] === 0x8b ? createGunzip : start[0] === 0x78 && ZLIB_LEVELS.has(start[1]) ? createInflate : undefined
  return {
    pieces: () => piecesOf(file, () => chunksOf(file, unpack)),
    async beside (name) {
      const path = join(dirname(file), name)
      if (!PLAIN_NAME.test(name) || !await isReadable(path)) return undefined
      return await readFile(path).catch(() => undefined) // a damaged file ends no run
    },
    close () {}
  }
}

async function startOf (file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const found = await handle.stat()
    if (found.isDirectory()) throw new CaptureError(FOLDER)
    if (!found.isFile()) throw new CaptureError('It is no file, and is read more than once. Write what comes out of it to a file, and name that.')
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function chunksOf (file: string, unpack: (() => Gunzip | Inflate) | undefined): AsyncIterable<Buffer> {
  const bytes = createReadStream(file)
  return unpack === undefined ? bytes : pipeline(bytes, unpack(), () => {}) // what fails is told to who reads
}

/** Whether it is a file, no link that may lead out of the folder. */
async function isReadable (path: string): Promise<boolean> {
  try {
    const found = await lstat(path)
    return found.isFile() && found.size <= MAX_BESIDE_BYTES
  } catch {
    return false
  }
}
