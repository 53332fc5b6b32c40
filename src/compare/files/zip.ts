import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { CaptureError, type CaptureSource } from '../source.ts'
import { MAX_BESIDE_BYTES, upTo } from './bounded.ts'
import { piecesOf } from './pieces-of.ts'

/** More files than this in one archive are not looked at; Playwright writes one for each body that it takes apart. */
const MAX_FILES = 100_000

/** A `.zip` as Playwright writes it: `har.har`, and the bodies beside it. @throws CaptureError */
export async function openZip (file: string): Promise<CaptureSource> {
  const archive = await openPromise(file, { autoClose: false })
  const files = await filesOf(archive)
  const hars = [...files.keys()].filter((name) => name.endsWith('.har'))
  const har = files.get(hars.includes('har.har') ? 'har.har' : hars[0] ?? '')
  if (har === undefined || (hars.length > 1 && !hars.includes('har.har'))) throw new CaptureError(`The archive has ${hars.length} files that end in .har. Unpack it and name the one.`)
  const folder = har.fileName.slice(0, har.fileName.lastIndexOf('/') + 1)
  return {
    pieces: () => piecesOf(file, async () => await archive.openReadStreamPromise(har)),
    async beside (name) {
      const found = files.get(`${folder}${name}`)
      return found === undefined || found.uncompressedSize > MAX_BESIDE_BYTES ? undefined : await bytesOf(archive, found)
    },
    close: () => archive.close()
  }
}

async function filesOf (archive: ZipFile): Promise<Map<string, Entry>> {
  if (archive.entryCount > MAX_FILES) throw new CaptureError(`The archive has ${archive.entryCount} files; ${MAX_FILES} is the most.`)
  const files = new Map<string, Entry>()
  for await (const entry of archive.eachEntry()) files.set(entry.fileName, entry)
  return files
}

async function bytesOf (archive: ZipFile, entry: Entry): Promise<Buffer | undefined> {
  try {
    const parts = []
    for await (const part of upTo(MAX_BESIDE_BYTES, await archive.openReadStreamPromise(entry))) parts.push(part)
    return Buffer.concat(parts)
  } catch {
    return undefined // a damaged file ends no run
  }
}
