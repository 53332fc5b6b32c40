/** The time of one sandbox: the machine's, moved or stopped by a test. */
// @ts-nocheck

export class Clock {
  #offset = 0
  #frozenAt: number | undefined
  readonly #machine: () => number
  readonly #jumped: () => void

  /**
   * @param machine the time underneath, in milliseconds since 1970
   * @param jumped called after every change that is not the mere passing of time
   */
  constructor (machine: () => number = Date.now, jumped: () => void = () => {}) {
    this.#machine = machine
    this.#jumped = jumped
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
    if (this.frozen) this.#frozenAt = now
    else this.#offset = now - this.#machine()
    this.#jumped()
  }

  /** Stops the clock where it is, or lets it run on from there. */
  freeze (frozen: boolean): void {
    const now = this.now()
    this.#frozenAt = frozen ? now : undefined
    this.#offset = now - this.#machine()
    this.#jumped()
  }

  /** Goes on from a moment, in milliseconds since 1970, running or stopped. */
  resume (now: number, frozen: boolean): void {
    this.#frozenAt = frozen ? now : undefined
    this.#offset = now - this.#machine()
    this.#jumped()
  }

  /** Back to the machine's time. */
  reset (): void {
    this.#frozenAt = undefined
    this.#offset = 0
    this.#jumped()
  }
}
