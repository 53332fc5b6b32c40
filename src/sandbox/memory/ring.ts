/** A list that keeps its newest entries and forgets the oldest; adding costs the same at any length. Of capacity 0 it keeps none. */
export class Ring<Entry> {
  readonly capacity: number
  #entries: Entry[] = []
  #next = 0

  constructor (capacity: number) {
    this.capacity = capacity
  }

  get size (): number {
    return this.#entries.length
  }

  /** Adds an entry and answers the one forgotten for it. */
  push (entry: Entry): Entry | undefined {
    if (this.#entries.length < this.capacity) {
      this.#entries.push(entry)
      return undefined
    }
    if (this.capacity === 0) return entry
    const forgotten = this.#entries[this.#next]
    this.#entries[this.#next] = entry
    this.#next = (this.#next + 1) % this.capacity
    return forgotten
  }

  /** The entry with so many older ones before it. */
  at (index: number): Entry | undefined {
    return index < 0 || index >= this.size ? undefined : this.#entries[(this.#next + index) % this.size]
  }

  /** The newest entry that passes a test. */
  findNewest (passes: (entry: Entry) => boolean): Entry | undefined {
    for (let index = this.size - 1; index >= 0; index--) {
      const entry = this.at(index)
      if (entry !== undefined && passes(entry)) return entry
    }
    return undefined
  }

  * newestFirst (): Iterable<Entry> {
    for (let index = this.#next - 1; index >= 0; index--) yield this.#entries[index] as Entry
    for (let index = this.#entries.length - 1; index >= this.#next; index--) yield this.#entries[index] as Entry
  }

  /** Forgets the older half, and answers it. */
  halve (): Entry[] {
    const oldestFirst = [...this.#entries.slice(this.#next), ...this.#entries.slice(0, this.#next)]
    const forgotten = oldestFirst.splice(0, Math.ceil(oldestFirst.length / 2))
    this.#entries = oldestFirst
    this.#next = 0
    return forgotten
  }

  /** Forgets all, and answers it in no order. */
  clear (): Entry[] {
    const forgotten = this.#entries
    this.#entries = []
    this.#next = 0
    return forgotten
  }
}
