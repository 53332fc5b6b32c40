import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { CaptureError, type CaptureSource } from '../source.ts'
import { MAX_BESIDE_BYTES, upTo } from './bounded.ts'
import { piecesOf } from './pieces-of.ts'

/** More files than this in one archive are not looked at; Playwright writes one for each body that it takes apart. */
const MAX_FILES = 100_000

/** A `.zip` as Playwright writes it: `har.har`, and the bodies beside it. @throws CaptureError */
export async function openZip (file: string): Promise<CaptureSource> {
  const archive = await openPromise(file, { autoClose: false })
  try {
    const files = await filesOf(archive)
    const har = harOf(files)
    const folder = har.fileName.slice(0, har.fileName.lastIndexOf('/') + 1)
    return {
      pieces: () => piecesOf(file, async () => await archive.openReadStreamPromise(har)),
      async beside (name) {
        const found = files.get(`${folder}${name}`)
        return found === undefined || found.uncompressedSize > MAX_BESIDE_BYTES ? undefined : await bytesOf(archive, found)
      },
      close: () => archive.close()
    }
  } catch (error) {
    archive.close()
    throw error
  }
}

/** The one HAR of an archive; what macOS puts beside each file is none. @throws CaptureError */
function harOf (files: ReadonlyMap<string, Entry>): Entry {
  const names = [...files.keys()].filter((name) => /(^|\/)(?!\._)[^/]*\.har$/i.test(name))
  const [name = '', ...others] = names.includes('har.har') ? ['har.har'] : names
  const har = files.get(name)
  if (har === undefined || others.length > 0) throw new CaptureError(`The archive has ${names.length} files that end in .har. Unpack it and name the one.`)
  return har
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
