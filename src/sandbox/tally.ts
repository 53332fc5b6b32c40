/** How often each text has been added and not removed. */
export class Tally {
  readonly #counts = new Map<string, number>()

  constructor (texts: Iterable<string>) {
    for (const text of texts) this.add(text)
  }

  has (text: string): boolean {
    return this.#counts.has(text)
  }

  add (text: string): void {
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1)
  }

  remove (text: string): void {
    const left = (this.#counts.get(text) ?? 0) - 1
    if (left > 0) this.#counts.set(text, left)
    else this.#counts.delete(text)
  }
}
