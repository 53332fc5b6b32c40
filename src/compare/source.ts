import { list, record } from './har-value.ts'

/** What cannot be read as a capture at all. */
export class CaptureError extends Error {}

/** A piece of a capture: an entry as it was written, an entry that is no JSON, or all that is no entry. */
export type Piece = { readonly entry: unknown } | { readonly unreadable: string } | { readonly rest: unknown }

/** A capture wherever it lies. It is read more than once, a piece at a time. */
export interface CaptureSource {
  /** In the order of the file. @throws CaptureError where it is no capture */
  pieces (): AsyncIterable<Piece>
  /** A file that an entry names; `undefined` where there is none., or where it is too long */
  beside (name: string): Promise<Buffer | undefined>
  close (): void
}

export const noCapture = (): CaptureError => new CaptureError('This is no HAR: it has no log.entries. Export it as HAR from the recorder.')

/** A HAR that is parsed already; what its entries name in files is not there. */
export const parsedSource = (har: unknown): CaptureSource => ({
  async * pieces () {
    const { entries, ...rest } = record(record(har).log)
    if (!Array.isArray(entries)) throw noCapture()
    for (const entry of list(entries)) yield { entry }
    yield { rest: { ...record(har), log: rest } }
  },
  beside: async () => undefined,
  close () {}
})
