const [QUOTE, BACKSLASH, COMMA, LIST, LIST_END, OBJECT, OBJECT_END] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d]
/** How deep the entries of a HAR lie: in a list, in `log`, in the document. */
const DEPTH = 3
const LONGEST_KEY = 'entries'.length

/** Opens the list of entries, ends an entry of it, or closes it. */
export type EdgeKind = 'open' | 'end' | 'close'

/** Finds where the entries of a HAR, or the items of a list, begin and end, a chunk at a time. */
export class EntryEdges {
  #depth = 0
  #isString = false
  #isEscaped = false
  #isInEntries = false
  /** How deep the entries lie here. */
  #entriesDepth = DEPTH
  /** The last string at each depth above the entries: before a `[` or `{` it is the key. */
  readonly #keys: string[] = []
  #key = ''

  /** Whether the document is the list itself. */
  get isList (): boolean {
    return this.#entriesDepth === 1
  }

  /** The next edge of a chunk, from an index on; it is asked again from the byte after it. */
  next (chunk: Buffer, from: number): { index: number, kind: EdgeKind } | undefined {
    for (let index = from; index < chunk.length; index++) {
      if (this.#isString) index = this.#endOfString(chunk, index)
      else {
        const kind = this.#at(chunk[index])
        if (kind !== undefined) return { index, kind }
      }
    }
    return undefined
  }

  #at (byte: number | undefined): EdgeKind | undefined {
    if (byte === QUOTE) {
      this.#isString = true
      this.#key = ''
    } else if (byte === OBJECT || byte === LIST) {
      this.#depth++
      if (this.#isInEntries || byte !== LIST || !this.#isOfEntries()) return undefined
      this.#isInEntries = true
      this.#entriesDepth = this.#depth
      return 'open'
    } else if (byte === OBJECT_END || byte === LIST_END) {
      this.#depth--
      if (!this.#isInEntries || this.#depth >= this.#entriesDepth) return undefined
      this.#isInEntries = false
      return 'close'
    } else if (byte === COMMA) return this.#isInEntries && this.#depth === this.#entriesDepth ? 'end' : undefined
    return undefined
  }

  /** Whether a list that opens is the document, or that of a HAR. */
  #isOfEntries (): boolean {
    return this.#depth === 1 || (this.#depth === DEPTH && this.#keys[1] === 'log' && this.#keys[2] === 'entries')
  }

  /** The index of the quote that ends a string, or of the chunk's end. */
  #endOfString (chunk: Buffer, from: number): number {
    const isKey = this.#depth < DEPTH
    let isEscaped = this.#isEscaped
    let index = from
    for (; index < chunk.length; index++) {
      const byte = chunk[index] ?? 0
      if (isEscaped) isEscaped = false
      else if (byte === BACKSLASH) isEscaped = true
      else if (byte === QUOTE) {
        this.#isString = false
        if (isKey) this.#keys[this.#depth] = this.#key
        break
      }
      if (isKey && this.#key.length <= LONGEST_KEY) this.#key += String.fromCharCode(byte)
    }
    this.#isEscaped = isEscaped
    return index
  }
}
