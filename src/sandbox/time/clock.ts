import { machineTime } from '../../lib/timers.ts'

/** The time of one sandbox: the machine's, moved or stopped by a test. */
export class Clock {
  /** The machine's time when this clock was stopped. */
  #stoppedAt: number | undefined
  #offset = 0
  /** The one moment that is now while something happens. */
  #held: number | undefined
  readonly #machine: () => number
  readonly #moved: () => void

  /**
   * @param machine the time underneath, in milliseconds since 1970
   * @param moved called after every change that is not the mere passing of time
   */
  constructor (machine = machineTime, moved: () => void = () => {}) {
    this.#machine = machine
    this.#moved = moved
  }

  /** Milliseconds since 1970. */
  now (): number {
    return this.#held ?? this.#underneath() + this.#offset
  }

  /** Runs a synchronous function that happens at one moment: however often it looks, it is the same time. */
  hold<Result> (run: () => Result): Result {
    if (this.#held !== undefined) return run()
    this.#held = this.now()
    try {
      return run()
    } finally {
      this.#held = undefined
    }
  }

  /** Milliseconds by which this clock is ahead of the machine's; was ahead, when it was stopped. */
  get offset (): number {
    return this.#offset
  }

  /** Whether it is not the machine's time that it shows. */
  get isMoved (): boolean {
    return this.frozen || this.#offset !== 0
  }

  get frozen (): boolean {
    return this.#stoppedAt !== undefined
  }

  /** Moves the clock by milliseconds; a frozen clock stays frozen. */
  advance (by: number): void {
    this.#offset += by
    this.#moved()
  }

  /** Sets the time, in milliseconds since 1970; a frozen clock stays frozen. */
  set (now: number): void {
    this.#offset = now - this.#underneath()
    this.#moved()
  }

  /** Stops the clock where it is, or lets it run on from there. */
  freeze (frozen: boolean): void {
    if (frozen === this.frozen) return
    const machine = this.#machine()
    this.#offset -= machine - (this.#stoppedAt ?? machine)
    this.#stoppedAt = frozen ? machine : undefined
    this.#moved()
  }

  /** Goes on from a moment, in milliseconds since 1970, running or stopped. */
  resume (now: number, frozen: boolean): void {
    const machine = this.#machine()
    this.#stoppedAt = frozen ? machine : undefined
    this.#offset = now - machine
    this.#moved()
  }

  /** Back to the machine's time. */
  reset (): void {
    const { isMoved } = this
    this.#stoppedAt = undefined
    this.#offset = 0
    if (isMoved) this.#moved()
  }

  #underneath (): number {
    return this.#stoppedAt ?? this.#machine()
  }
}
