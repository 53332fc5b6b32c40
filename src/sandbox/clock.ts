/** The time of one sandbox: the machine's, moved or stopped by a test. */
export class Clock {
  #offset = 0
  #frozenAt: number | undefined
  readonly #machine: () => number
  readonly #moved: () => void

  /**
   * @param machine the time underneath, in milliseconds since 1970
   * @param moved called after every change that is not the mere passing of time
   */
  constructor (machine: () => number = Date.now, moved: () => void = () => {}) {
    this.#machine = machine
    this.#moved = moved
  }

  /** Milliseconds since 1970. */
  now (): number {
    return this.#frozenAt ?? this.#machine() + this.#offset
  }

  /** Milliseconds by which this clock is ahead of the machine's. */
  get offset (): number {
    return this.now() - this.#machine()
  }

  get frozen (): boolean {
    return this.#frozenAt !== undefined
  }

  /** Sets the time, in milliseconds since 1970; a frozen clock stays frozen. */
  set (now: number): void {
    this.resume(now, this.frozen)
  }

  /** Stops the clock where it is, or lets it run on from there. */
  freeze (frozen: boolean): void {
    this.resume(this.now(), frozen)
  }

  /** Goes on from a moment, in milliseconds since 1970, running or stopped. */
  resume (now: number, frozen: boolean): void {
    this.#frozenAt = frozen ? now : undefined
    this.#offset = now - this.#machine()
    this.#moved()
  }

  /** Back to the machine's time. */
  reset (): void {
    const isMoved = this.frozen || this.#offset !== 0
    this.#frozenAt = undefined
    this.#offset = 0
    if (isMoved) this.#moved()
  }
}
