/** What a sandbox asks of the parts that outer layers keep in it (faults, tokens, journal). */
export interface PartOfSandbox {
  /** Forgets all, as the sandbox is reset. */
  reset (): void
  /** Forgets what it keeps for an account that is about to be deleted. */
  forgetAccount? (id: string): void
  /** Forgets a good part of what only readers want, as memory is short. */
  forgetHistory? (): void
  /** Whether a text is a secret that it holds, such as a token. */
  isSecret? (text: string): boolean
}

/** The parts of one world, each made on first use. */
export class Parts<World> {
  readonly #world: World
  readonly #parts = new Map<new (world: World) => PartOfSandbox, PartOfSandbox>()

  constructor (world: World) {
    this.#world = world
  }

  /** The world's own instance of a kind of part. */
  of<T extends PartOfSandbox> (Kind: new (world: World) => T): T {
    const found = this.#parts.get(Kind) as T | undefined // what is under a class is one of it
    if (found !== undefined) return found
    const made = new Kind(this.#world)
    this.#parts.set(Kind, made)
    return made
  }

  forgetAccount (id: string): void {
    for (const part of this.#parts.values()) part.forgetAccount?.(id)
  }

  forgetHistory (): void {
    for (const part of this.#parts.values()) part.forgetHistory?.()
  }

  /** Whether one of them holds this text as a secret. */
  holdSecret (text: string): boolean {
    for (const part of this.#parts.values()) if (part.isSecret?.(text) === true) return true
    return false
  }

  reset (): void {
    for (const part of this.#parts.values()) part.reset()
  }
}
