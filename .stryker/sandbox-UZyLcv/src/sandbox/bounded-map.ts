// @ts-nocheck
import { type TSchema, Type } from '@sinclair/typebox'

/** A map that never holds more than so many entries: what was set longest ago goes first. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #capacity: number

  constructor (capacity: number) {
    super()
    this.#capacity = capacity
  }

  override set (key: Key, value: Value): this {
    this.delete(key)
    super.set(key, value)
    if (this.size > this.#capacity) {
      const [oldest] = this.keys()
      this.delete(oldest as Key)
    }
    return this
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
export const entriesSchema = (value: TSchema, capacity: number, description: string) =>
  Type.Array(Type.Tuple([Type.String({ maxLength: 300 }), value]), { maxItems: capacity, description })
