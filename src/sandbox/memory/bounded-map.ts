import { type TSchema, Type } from '@sinclair/typebox'
import type { MemoryShare } from './memory.ts'

/** Bytes of an entry of texts as short as ids. */
export const SHORT_ENTRY = 300

/** A map that never holds more than so many entries: what was set longest ago goes first. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #capacity: number
  readonly #memory: MemoryShare
  readonly #weigh: (value: Value) => number
  readonly #forgotten: (value: Value) => void
  /**
   * Goes on with the oldest key that is left: to begin at the first again would pass all gaps each time. It is not kept where
   * nothing is forgotten for long: until it moves on, it holds every table that the map has grown out of.
   */
  #oldest: Iterator<Key, undefined> | undefined
  #setsSinceForgotten = 0

  /**
   * @param weigh bytes that an entry takes, from its value; the same for a value at any time
   * @param forgotten called with a value that gives way to a newer one
   */
  constructor (capacity: number, memory: MemoryShare, weigh: (value: Value) => number = () => SHORT_ENTRY, forgotten: (value: Value) => void = () => {}) {
    super()
    this.#capacity = capacity
    this.#memory = memory
    this.#weigh = weigh
    this.#forgotten = forgotten
  }

  override set (key: Key, value: Value): this {
    this.delete(key)
    super.set(key, value)
    this.#memory.add(this.#weigh(value))
    if (this.size > this.#capacity) this.#forgetOldest()
    else if (++this.#setsSinceForgotten > this.#capacity) this.#oldest = undefined
    return this
  }

  override delete (key: Key): boolean {
    const value = this.get(key)
    if (value === undefined) return false
    this.#memory.add(-this.#weigh(value))
    return super.delete(key)
  }

  override clear (): void {
    for (const value of this.values()) this.#memory.add(-this.#weigh(value))
    super.clear()
  }

  #forgetOldest (): void {
    this.#setsSinceForgotten = 0
    this.#oldest ??= this.keys()
    const key = this.#oldest.next().value as Key
    const value = this.get(key) as Value
    this.delete(key)
    this.#forgotten(value)
  }

  /** Forgets all entries, as the sandbox is reset. */
  reset (): void {
    this.clear()
  }

  /** All entries, the oldest first, for a snapshot. */
  save (): Array<[Key, Value]> {
    return [...this]
  }

  /** Takes over the entries of a snapshot. */
  restore (entries: ReadonlyArray<readonly [Key, Value]>): void {
    this.clear()
    for (const [key, value] of entries) this.set(key, value)
  }
}

/** The schema of what a map from texts saves. */
export const entriesSchema = <Value extends TSchema>(value: Value, capacity: number, description: string) =>
  Type.Array(Type.Tuple([Type.String({ maxLength: 300 }), value]), { maxItems: capacity, description })
