import { isObject, tryParse } from '../../lib/json.ts'
import { CaptureError, noCapture, type Piece, piecesOfItem } from '../source.ts'
import { EntryEdges } from './entry-edges.ts'

/** No more than this of an entry is held, nor of all that is no entry. */
export const MAX_PIECE_BYTES = 8 * 1024 * 1024
const BYTE_ORDER_MARK = /^\uFEFF/

/** Bytes up to a bound; what goes beyond it is counted, and not kept. */
class Held {
  #parts: Buffer[] = []
  #length = 0

  add (bytes: Buffer): void {
    this.#length += bytes.length
    if (this.#length > MAX_PIECE_BYTES) this.#parts = []
    else this.#parts.push(Buffer.from(bytes))
  }

  /** `undefined` where it was too long. */
  take (): string | undefined {
    const text = this.#length > MAX_PIECE_BYTES ? undefined : Buffer.concat(this.#parts).toString()
    this.#parts = []
    this.#length = 0
    return text
  }
}

/**
 * Cuts a HAR, or the list that undici writes, into its entries without holding more than one of them. An entry that is no JSON, or too long, is told as such and
 * ends nothing; nor does a file that was not written to its end.
 *
 * @throws CaptureError for what is no HAR
 */
export async function * splitEntries (chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const edges = new EntryEdges()
  const [rest, entry] = [new Held(), new Held()]
  let holds = rest
  let hasEntries = false
  const taken = (): readonly Piece[] => edges.isList ? entryOf(entry.take()).flatMap(piecesOfItem) : entryOf(entry.take())
  for await (const chunk of chunks) {
    let start = 0
    for (let edge = edges.next(chunk, 0); edge !== undefined; edge = edges.next(chunk, edge.index + 1)) {
      const { index, kind } = edge
      // The brackets of the list are of the rest, which is then a HAR without entries; commas are of nothing.
      holds.add(chunk.subarray(start, kind === 'open' ? index + 1 : index))
      start = kind === 'close' ? index : index + 1
      if (kind !== 'open') yield * taken()
      holds = kind === 'close' ? rest : entry
      hasEntries = true
    }
    holds.add(chunk.subarray(start))
  }
  yield * taken()
  yield restOf(rest.take(), hasEntries)
}

function entryOf (text: string | undefined): Piece[] {
  if (text === undefined) return [{ unreadable: 'too long' }]
  if (text.trim() === '') return []
  try {
    return [{ entry: JSON.parse(text) as unknown }]
  } catch {
    return [{ unreadable: 'no JSON' }]
  }
}

function restOf (text: string | undefined, hasEntries: boolean): Piece {
  if (text === undefined) throw new CaptureError(`This is no HAR: more than ${MAX_PIECE_BYTES} bytes of it are no entries.`)
  const har = tryParse(text.replace(BYTE_ORDER_MARK, ''))
  if (hasEntries) return har === undefined ? { isCutOff: true } : { rest: har }
  throw isObject(har) || Array.isArray(har) ? noCapture() : new CaptureError('It is no JSON. Export it as HAR.')
}
