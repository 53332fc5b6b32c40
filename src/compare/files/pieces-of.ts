import { CaptureError, type Piece } from '../source.ts'
import { MAX_BYTES, upTo } from './bounded.ts'
import { splitEntries } from './split-entries.ts'

/** The pieces of a HAR that lies in a file. @throws CaptureError that says why it cannot be read */
export async function * piecesOf (file: string, open: () => AsyncIterable<Buffer> | Promise<AsyncIterable<Buffer>>): AsyncGenerator<Piece> {
  try {
    yield * splitEntries(upTo(MAX_BYTES, await open()))
  } catch (error) {
    throw unreadable(file, error)
  }
}

/** Says of a file why it cannot be read. */
export const unreadable = (file: string, why: unknown): CaptureError =>
  new CaptureError(`${file} cannot be read: ${why instanceof Error ? why.message : String(why)}`, { cause: why })
