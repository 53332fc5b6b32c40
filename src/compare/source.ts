import { list, record } from './har-value.ts'
import { snapshotEntries } from './undici-snapshot.ts'

/** What cannot be read as a capture at all. */
export class CaptureError extends Error {}

/** A piece of a capture: an entry as it was written, an entry that cannot be read, all that is no entry, or that the file has no end. */
export type Piece = { readonly entry: unknown } | { readonly unreadable: string } | { readonly rest: unknown } | { readonly isCutOff: true }

/** A capture wherever it lies. It is read more than once, a piece at a time. */
export interface CaptureSource {
  /** In the order of the file. @throws CaptureError where it is no capture */
  pieces (): AsyncIterable<Piece>
  /** A file that an entry names; `undefined` where there is none, or where it is too long */
  beside (name: string): Promise<Buffer | undefined>
  close (): void
}

export const noCapture = (): CaptureError => new CaptureError('This is no HAR: it has no log.entries. Export it as HAR from the recorder.')

/** The entries that an item of undici's list stands for. @throws CaptureError where it is another list */
export function piecesOfItem (piece: Piece): readonly Piece[] {
  if (!('entry' in piece)) return [piece]
  const entries = snapshotEntries(piece.entry)
  if (entries === undefined) throw noCapture()
  return entries.map((entry) => ({ entry }))
}

/** A HAR, or undici's list, that is parsed already; what its entries name in files is not there. */
export const parsedSource = (har: unknown): CaptureSource => ({
  async * pieces () {
    if (Array.isArray(har) && har.length > 0) {
      for (const entry of list(har)) yield * piecesOfItem({ entry })
      return
    }
    const { entries, ...rest } = record(record(har).log)
    if (!Array.isArray(entries)) throw noCapture()
    for (const entry of list(entries)) yield { entry }
    yield { rest: { ...record(har), log: rest } }
  },
  beside: async () => undefined,
  close () {}
})
