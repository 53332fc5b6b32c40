interface Waiter<Item> {
  readonly isWanted: (item: Item) => boolean
  readonly give: (item: Item | undefined) => void
}

/** Those who wait for something that has not come yet. */
export class Waiters<Item> {
  readonly #waiting = new Set<Waiter<Item>>()

  get size (): number {
    return this.#waiting.size
  }

  /** The next item that is wanted; `undefined` when `signal` aborts first. */
  async next (isWanted: (item: Item) => boolean, signal: AbortSignal): Promise<Item | undefined> {
    if (signal.aborted) return undefined
    return await new Promise((resolve) => {
      const give = (item: Item | undefined) => {
        this.#waiting.delete(waiter)
        signal.removeEventListener('abort', giveUp)
        resolve(item)
      }
      const giveUp = () => give(undefined)
      const waiter: Waiter<Item> = { isWanted, give }
      this.#waiting.add(waiter)
      signal.addEventListener('abort', giveUp)
    })
  }

  /** Gives an item that has come to all who want it. */
  give (item: Item): void {
    for (const { isWanted, give } of this.#waiting) if (isWanted(item)) give(item)
  }
}
