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
}
